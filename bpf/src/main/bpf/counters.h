/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * counters.h: packets and bytes, per reason and per counter that the
 * configuration assigns to a rule, route or next hop. Per CPU, so an update is
 * two plain adds; a counter's index outlives generations.
 */
#ifndef WM_COUNTERS_H
#define WM_COUNTERS_H

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include "abi.h"

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, WM_REASON_COUNT);
	__type(key, __u32);
	__type(value, struct wm_count);
} wm_reasons SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, WM_COUNTERS_MAX);
	__type(key, __u32);
	__type(value, struct wm_count);
} wm_counters SEC(".maps");

/* 0 only to measure what counters and events cost: the verifier then drops both. */
const volatile __u32 wm_counting = 1;

static __always_inline void wm_count_add(void *map, __u32 index, __u32 bytes)
{
	struct wm_count *count = bpf_map_lookup_elem(map, &index);

	if (!count)
		return;
	count->packets++;
	count->bytes += bytes;
}

static __always_inline void wm_counter_add(__u32 index, __u32 bytes)
{
	if (index)
		wm_count_add(&wm_counters, index, bytes);
}

#endif /* WM_COUNTERS_H */
