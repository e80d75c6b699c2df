/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * limit.h: how much a rule lets through.
 *
 * A bucket is one word: the time at which it will have run empty, in the limit's
 * unit, modulo 2^64, with the unit's shift in the lowest six bits. What lies between
 * now and then is how full it is; a word in another unit was left by another limit,
 * and is empty. One compare-and-swap charges it, so CPUs need no lock. A bucket that nobody used for
 * 2^63 units (8 months at 1 Gbit/s, 5 hours at 1 Tbit/s) seems full once, for as
 * long as the burst lasts at the rate.
 */
#ifndef WM_LIMIT_H
#define WM_LIMIT_H

#include "counters.h"
#include "packet.h"
#include "store.h"

#define WM_LIMIT_RACES 16
#define WM_LIMIT_SHIFT_MASK 63ull

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, WM_COUNTERS_MAX);
	__type(key, __u32);
	__type(value, __u64);
} wm_limits SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, WM_SOURCES_MAX);
	__type(key, struct wm_source_key);
	__type(value, __u64);
} wm_sources SEC(".maps");

/* The rule's bucket for this packet; NULL: a source without one, or no such counter. */
static __always_inline __u64 *wm_bucket_find(const struct wm_rule *rule,
					     const struct wm_packet *packet, bool charge)
{
	struct wm_source_key key = {
		.counter = rule->counter,
		.family = packet->family,
		.source_hi = packet->source_hi,
		.source_lo = packet->source_lo,
	};
	const __u64 empty = 0;
	__u64 *bucket;

	if (!(rule->flags & WM_RULE_LIMIT_SOURCE))
		return bpf_map_lookup_elem(&wm_limits, &key.counter);
	bucket = bpf_map_lookup_elem(&wm_sources, &key);
	if (bucket || !charge)
		return bucket;
	bpf_map_update_elem(&wm_sources, &key, &empty, BPF_NOEXIST);
	return bpf_map_lookup_elem(&wm_sources, &key);
}

/* `packets` that the kernel joined, or 1. */
static __always_inline __u64 wm_limit_cost(const struct wm_packet *packet,
					   const struct wm_rule *rule, __u32 packets)
{
	if (rule->flags & WM_RULE_LIMIT_BYTES)
		return rule->limit_cost * packet->bytes;
	return rule->limit_cost * (packets > 1 ? packets : 1);
}

static __always_inline __u64 wm_bucket_word(__u64 empty_at, __u32 shift)
{
	return (empty_at & ~WM_LIMIT_SHIFT_MASK) | shift;
}

/* 0: never used. The past, which is half of all times, is empty too. */
static __always_inline __u64 wm_bucket_level(__u64 word, __u64 now, __u32 shift, __u64 depth)
{
	__u64 level = (word & ~WM_LIMIT_SHIFT_MASK) - now;

	if (!word || (word & WM_LIMIT_SHIFT_MASK) != shift || level >> 63)
		return 0;
	return level < depth ? level : depth;
}

/* What asking a bucket leaves behind. */
enum wm_bucket_use {
	WM_BUCKET_LOOK = 0,   /* nothing: the twin */
	WM_BUCKET_HOLD = 1,   /* no charge: XDP, whose packets are charged for at TCX */
	WM_BUCKET_CHARGE = 2, /* what is let through is charged for */
};

/*
 * Whether `cost` more would make the bucket run over; if it would not, `use` says
 * whether it is added. Both are in units of 2^-shift ns.
 */
static __always_inline bool wm_bucket_over(__u64 *bucket, __u32 shift, __u64 cost, __u64 depth,
					   enum wm_bucket_use use)
{
	__u64 now = bpf_ktime_get_ns() << shift;

	if (cost > depth)
		return true;
	if (!bucket)
		return false;
	for (int race = 0; race < WM_LIMIT_RACES; race++) {
		__u64 before = *(volatile __u64 *)bucket;
		__u64 level = wm_bucket_level(before, now, shift, depth);

		if (level > depth - cost) {
			/* What another limit left is drained at this one's rate. */
			if (use != WM_BUCKET_LOOK && level == depth)
				__sync_val_compare_and_swap(bucket, before,
							    wm_bucket_word(now + depth, shift));
			return true;
		}
		if (use != WM_BUCKET_CHARGE)
			return false;
		if (__sync_val_compare_and_swap(bucket, before,
						wm_bucket_word(now + level + cost, shift)) == before)
			return false;
	}
	/* So many CPUs at one bucket are over any limit that is worth writing down. */
	return true;
}

/*
 * Whether the packet is over the limit of the rule at `offset`; if it is not and
 * `charge` says so, it is charged. A function of its own, because the verifier
 * then proves it once.
 */
__noinline int wm_limit_over(struct __sk_buff *skb, const struct wm_packet *packet, __u32 offset,
			     __u32 charge)
{
	const void *store = wm_store_get();
	const struct wm_rule *rule;

	if (!store || !packet)
		return 0;
	rule = wm_store_at(store, offset, sizeof(*rule));
	if (!rule)
		return 0;
	return wm_bucket_over(wm_bucket_find(rule, packet, charge),
			      rule->limit_shift & WM_LIMIT_SHIFT_MASK,
			      wm_limit_cost(packet, rule, skb->gso_segs), rule->limit_depth,
			      charge ? WM_BUCKET_CHARGE : WM_BUCKET_LOOK);
}

#endif /* WM_LIMIT_H */
