/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * nexthop.h: route -> group -> next hop.
 */
#ifndef WM_NEXTHOP_H
#define WM_NEXTHOP_H

#include "hash.h"
#include "store.h"
#include "verdict.h"

static __always_inline const struct wm_route *
wm_route_at(const void *store, const struct wm_generation *generation, __u32 index)
{
	return wm_array_at(store, &generation->routes, index, sizeof(struct wm_route));
}

static __always_inline const struct wm_group *
wm_group_at(const void *store, const struct wm_generation *generation, __u32 index)
{
	return wm_array_at(store, &generation->groups, index, sizeof(struct wm_group));
}

static __always_inline const struct wm_next_hop *
wm_next_hop_at(const void *store, const struct wm_generation *generation, __u32 index)
{
	return wm_array_at(store, &generation->next_hops, index, sizeof(struct wm_next_hop));
}

/*
 * The index of the next hop that flows of this hash take; 0: the group is empty.
 * False: it is corrupt. `bucket` is told where there are several.
 */
static __always_inline bool wm_group_member(const void *store, const struct wm_group *group,
					    __u32 hash, __u32 *bucket, __u32 *index)
{
	const __u32 *member;

	*index = group->target;
	if (!group->bucket_bits)
		return true;
	if (group->bucket_bits > WM_GROUP_BITS_MAX)
		return false;
	*bucket = hash & ((1u << (group->bucket_bits & 31)) - 1);
	member = wm_store_at(store, group->target + (__u64)*bucket * 4, 4);
	if (!member || group->target < WM_HEAP)
		return false;
	*index = *member;
	return true;
}

/* Which of the group's next hops this flow takes. 0, or the reason why none. */
static __always_inline __u32 wm_next_hop_choose(const void *store,
						const struct wm_generation *generation,
						struct __sk_buff *skb,
						const struct wm_packet *packet,
						struct wm_decision *decision)
{
	const struct wm_group *group = wm_group_at(store, generation, decision->trace.group);
	__u32 index;

	if (!group)
		return WM_PASS_CORRUPT;
	if (group->bucket_bits)
		decision->trace.hash = wm_hash(skb, packet);
	if (!wm_group_member(store, group, decision->trace.hash, &decision->trace.bucket, &index))
		return WM_PASS_CORRUPT;
	if (!index)
		return WM_DROP_NO_NEXT_HOP;
	decision->next_hop = wm_next_hop_at(store, generation, index);
	if (!decision->next_hop)
		return WM_PASS_CORRUPT;
	decision->trace.next_hop = index;
	decision->trace.ifindex = decision->next_hop->ifindex;
	decision->trace.mark = decision->next_hop->mark;
	decision->next_hop_counter = decision->next_hop->counter;
	return 0;
}

#endif /* WM_NEXTHOP_H */
