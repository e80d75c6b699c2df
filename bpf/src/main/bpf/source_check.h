/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * source_check.h: may a packet from this source come in by this interface?
 *
 * The Fast path goes around the kernel's rp_filter, so it asks by itself: the
 * source is looked up like a destination, in table 254, then 253. Loose wants a
 * route, Strict one that leaves by the input interface. Where the route is the
 * kernel's own, the kernel is asked which way it goes.
 */
#ifndef WM_SOURCE_CHECK_H
#define WM_SOURCE_CHECK_H

#include "fast_path.h"
#include "nexthop.h"
#include "packet.h"
#include "table.h"
#include "verdict.h"

#ifndef BPF_FIB_LOOKUP_SKIP_NEIGH
#define BPF_FIB_LOOKUP_SKIP_NEIGH (1U << 2)
#endif
#define WM_BUCKETS_MAX (1 << 16)

/* A group's buckets, searched for one that leaves by `ifindex`. */
struct wm_bucket_search {
	const void *store;
	const struct wm_generation *generation;
	__u32 buckets;
	__u32 ifindex;
	__u32 found;
};

static long wm_bucket_search_step(__u32 bucket, void *context)
{
	struct wm_bucket_search *search = context;
	const struct wm_next_hop *next_hop;
	const __u32 *index;

	index = wm_store_at(search->store, search->buckets + (__u64)bucket * 4, 4);
	if (!index)
		return 1;
	next_hop = wm_next_hop_at(search->store, search->generation, *index);
	search->found = next_hop && next_hop->ifindex == search->ifindex;
	return search->found;
}

static __always_inline bool wm_group_leaves_by(const void *store,
					       const struct wm_generation *generation,
					       __u32 index, __u32 ifindex)
{
	const struct wm_group *group = wm_group_at(store, generation, index);
	struct wm_bucket_search search = {
		.store = store,
		.generation = generation,
		.ifindex = ifindex,
	};

	if (!group)
		return false;
	if (!group->bucket_bits) {
		const struct wm_next_hop *next_hop =
			wm_next_hop_at(store, generation, group->target);

		return next_hop && next_hop->ifindex == ifindex;
	}
	search.buckets = group->target;
	bpf_loop((1u << (group->bucket_bits & 31)) & (2 * WM_BUCKETS_MAX - 1),
		 wm_bucket_search_step, &search, 0);
	return search.found;
}

static __always_inline bool wm_kernel_route_leaves_by(struct __sk_buff *skb,
						      const struct wm_packet *packet)
{
	struct bpf_fib_lookup fib = { .ifindex = skb->ifindex };
	long result;

	if (packet->family == WM_FAMILY_V4) {
		fib.family = WM_AF_INET;
		fib.ipv4_dst = bpf_htonl(packet->source_hi >> 32);
	} else {
		fib.family = WM_AF_INET6;
		fib.ipv6_dst[0] = bpf_htonl(packet->source_hi >> 32);
		fib.ipv6_dst[1] = bpf_htonl(packet->source_hi);
		fib.ipv6_dst[2] = bpf_htonl(packet->source_lo >> 32);
		fib.ipv6_dst[3] = bpf_htonl(packet->source_lo);
	}
	result = bpf_fib_lookup(skb, &fib, sizeof(fib), BPF_FIB_LOOKUP_SKIP_NEIGH);
	return result == BPF_FIB_LKUP_RET_SUCCESS && fib.ifindex == skb->ifindex;
}

/*
 * 0: the source may come in here; else the reason why the packet does not go on.
 * A function of its own, because the verifier then proves it once.
 */
__noinline __u32 wm_source_check(struct __sk_buff *skb, const struct wm_packet *packet, __u32 slot,
				 __u32 mode)
{
	const void *store = wm_store_get();
	bool good = mode == WM_SOURCE_CHECK_LOOSE;
	const struct wm_generation *generation;
	const struct wm_route *route;
	__u32 index;

	if (mode == WM_SOURCE_CHECK_OFF)
		return 0;
	if (!store || !packet)
		return WM_PASS_CORRUPT;
	generation = wm_generation_in(store, slot);
	if (!generation)
		return WM_PASS_CORRUPT;
	/* This node's own address is nobody else's source. */
	if (wm_table_find(slot, packet->family, WM_TABLE_OWN, packet->source_hi, packet->source_lo))
		return WM_DROP_SOURCE_CHECK;
	index = wm_table_find(slot, packet->family, WM_TABLE_MAIN, packet->source_hi,
			      packet->source_lo);
	if (!index)
		index = wm_table_find(slot, packet->family, WM_TABLE_DEFAULT, packet->source_hi,
				      packet->source_lo);
	if (!index)
		return WM_DROP_SOURCE_CHECK;
	route = wm_route_at(store, generation, index);
	if (!route)
		return WM_PASS_CORRUPT;
	switch (route->type) {
	case WM_ROUTE_UNICAST:
		good = good || wm_group_leaves_by(store, generation, route->group, skb->ifindex);
		break;
	case WM_ROUTE_KERNEL:
	case WM_ROUTE_PROTECTED:
		good = good || wm_kernel_route_leaves_by(skb, packet);
		break;
	default: /* nobody answers from a Blackhole, or from this host itself */
		good = false;
	}
	return good ? 0 : WM_DROP_SOURCE_CHECK;
}

#endif /* WM_SOURCE_CHECK_H */
