/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * bench_lookup.h: one lookup by the product's own lpm.h, by an LPM_TRIE and by the
 * kernel's FIB.
 */
#ifndef WM_BENCH_LOOKUP_H
#define WM_BENCH_LOOKUP_H

#include <linux/bpf.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>
#include "bench_run.h"
#include "lpm.h"

#ifndef BPF_FIB_LOOKUP_SKIP_NEIGH
#define BPF_FIB_LOOKUP_SKIP_NEIGH (1U << 2)
#endif
#define WM_AF_INET 2
#define WM_AF_INET6 10

struct wm_bench_prefix4 {
	__u32 length;
	__be32 address;
};

struct wm_bench_prefix6 {
	__u32 length;
	__be32 address[4];
};

/* Peers: user space sets max_entries before loading. */
struct {
	__uint(type, BPF_MAP_TYPE_LPM_TRIE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, 1 << 20);
	__type(key, struct wm_bench_prefix4);
	__type(value, __u32);
} wm_bench_trie4 SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_LPM_TRIE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, 1 << 20);
	__type(key, struct wm_bench_prefix6);
	__type(value, __u32);
} wm_bench_trie6 SEC(".maps");

static long wm_step_empty(__u32 step, void *context)
{
	const struct wm_bench_key *key = wm_bench_key(step, context);

	return key ? wm_bench_took(context, key->hi >> 32) : 1;
}

static long wm_step_store4(__u32 step, void *context)
{
	struct wm_bench_run *run = context;
	const struct wm_bench_key *key = wm_bench_key(step, run);

	if (!key)
		return 1;
	return wm_bench_took(run, wm_lpm_lookup(run->store, run->lpm, key->hi, 0, WM_FAMILY_V4));
}

static long wm_step_store6(__u32 step, void *context)
{
	struct wm_bench_run *run = context;
	const struct wm_bench_key *key = wm_bench_key(step, run);

	if (!key)
		return 1;
	return wm_bench_took(run,
			     wm_lpm_lookup(run->store, run->lpm, key->hi, key->lo, WM_FAMILY_V6));
}

static long wm_step_trie4(__u32 step, void *context)
{
	const struct wm_bench_key *key = wm_bench_key(step, context);
	struct wm_bench_prefix4 prefix = { .length = 32 };
	const __u32 *value;

	if (!key)
		return 1;
	prefix.address = bpf_htonl(key->hi >> 32);
	value = bpf_map_lookup_elem(&wm_bench_trie4, &prefix);
	return wm_bench_took(context, value ? *value : 0);
}

static long wm_step_trie6(__u32 step, void *context)
{
	const struct wm_bench_key *key = wm_bench_key(step, context);
	struct wm_bench_prefix6 prefix = { .length = 128 };
	const __u32 *value;

	if (!key)
		return 1;
	prefix.address[0] = bpf_htonl(key->hi >> 32);
	prefix.address[1] = bpf_htonl(key->hi);
	prefix.address[2] = bpf_htonl(key->lo >> 32);
	prefix.address[3] = bpf_htonl(key->lo);
	value = bpf_map_lookup_elem(&wm_bench_trie6, &prefix);
	return wm_bench_took(context, value ? *value : 0);
}

/* The FIB's answer is the low 16 bits of the gateway: route prefix N via ...N. */
static long wm_step_fib4(__u32 step, void *context)
{
	struct wm_bench_run *run = context;
	const struct wm_bench_key *key = wm_bench_key(step, run);
	struct bpf_fib_lookup fib = { .family = WM_AF_INET, .ifindex = run->ifindex };
	long result;

	if (!key)
		return 1;
	fib.ipv4_dst = bpf_htonl(key->hi >> 32);
	result = bpf_fib_lookup(run->skb, &fib, sizeof(fib),
				BPF_FIB_LOOKUP_DIRECT | BPF_FIB_LOOKUP_SKIP_NEIGH);
	return wm_bench_took(run, result ? 0 : bpf_ntohl(fib.ipv4_dst) & 0xffff);
}

static long wm_step_fib6(__u32 step, void *context)
{
	struct wm_bench_run *run = context;
	const struct wm_bench_key *key = wm_bench_key(step, run);
	struct bpf_fib_lookup fib = { .family = WM_AF_INET6, .ifindex = run->ifindex };
	long result;

	if (!key)
		return 1;
	fib.ipv6_dst[0] = bpf_htonl(key->hi >> 32);
	fib.ipv6_dst[1] = bpf_htonl(key->hi);
	fib.ipv6_dst[2] = bpf_htonl(key->lo >> 32);
	fib.ipv6_dst[3] = bpf_htonl(key->lo);
	result = bpf_fib_lookup(run->skb, &fib, sizeof(fib),
				BPF_FIB_LOOKUP_DIRECT | BPF_FIB_LOOKUP_SKIP_NEIGH);
	return wm_bench_took(run, result ? 0 : bpf_ntohl(fib.ipv6_dst[3]) & 0xffff);
}

#endif /* WM_BENCH_LOOKUP_H */
