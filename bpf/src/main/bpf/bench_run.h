/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * bench_run.h: what every measured loop has: its parameters, the keys that it asks
 * in turn, and the sum over its answers.
 */
#ifndef WM_BENCH_RUN_H
#define WM_BENCH_RUN_H

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include "lpm.h"

#define WM_BENCH_KEYS (1 << 20)

struct wm_bench {
	__u32 steps;     /* lookups in one run */
	__u32 keys;      /* a power of two, at most the size of wm_bench_keys */
	__u32 dependent; /* 1: the next key is not known before the last answer */
	__u32 table;     /* of the active generation: the product's programs */
	__u32 ifindex;   /* the input interface: the FIB's programs */
	__u32 pad;
	__u64 sum;       /* sum = (sum ^ answer) * WM_BENCH_PRIME, from 0 */
};

#define WM_BENCH_PRIME 0x100000001b3ull

struct wm_bench_key {
	__u64 hi; /* host order, left aligned; v4 in the top 32 bits */
	__u64 lo;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(map_flags, BPF_F_MMAPABLE);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct wm_bench);
} wm_bench SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(map_flags, BPF_F_MMAPABLE);
	__uint(max_entries, WM_BENCH_KEYS);
	__type(key, __u32);
	__type(value, struct wm_bench_key);
} wm_bench_keys SEC(".maps");

struct wm_bench_run {
	const void *store;
	const struct wm_lpm *lpm;
	struct __sk_buff *skb;
	__u64 sum;
	__u32 keys;
	__u32 dependent;
	__u32 last;
	__u32 ifindex;
};

static __always_inline const struct wm_bench_key *wm_bench_key(__u32 step,
							       const struct wm_bench_run *run)
{
	/* A leaf is below 2^30, so this adds nothing; but neither clang nor the CPU can know. */
	if (run->dependent)
		step += run->last >> 30;
	step &= run->keys - 1;
	return bpf_map_lookup_elem(&wm_bench_keys, &step);
}

static __always_inline long wm_bench_took(struct wm_bench_run *run, __u32 answer)
{
	run->last = answer;
	run->sum = (run->sum ^ answer) * WM_BENCH_PRIME;
	return 0;
}

#endif /* WM_BENCH_RUN_H */
