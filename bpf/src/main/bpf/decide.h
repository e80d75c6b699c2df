/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * decide.h: packet -> reason, in the order of the steps that README.md lists.
 *
 * Nothing here changes the packet or counts: the live program and its twin both
 * decide by this code, which is why they cannot disagree. Two things only the live
 * one does: it charges limits (limit.h) and remembers fragments (fragment.h).
 */
#ifndef WM_DECIDE_H
#define WM_DECIDE_H

#include "exempt.h"
#include "fast_path.h"
#include "interface.h"
#include "multicast.h"
#include "nat.h"
#include "nexthop.h"
#include "parse.h"
#include "route.h"
#include "rules.h"
#include "source_check.h"
#include "table.h"
#include "verdict.h"

/* The Fast path, or the reason why the Kernel path: the packet's own, then the kernel's. */
static __always_inline __u32 wm_decide_fast(const struct wm_generation *generation,
					    struct __sk_buff *skb, const struct wm_packet *packet,
					    const struct wm_decision *decision)
{
	__u32 reason = wm_fast_reason(skb, packet, decision);
	__u32 nat;

	if (reason != WM_FAST_FORWARD || !(generation->flags & WM_GENERATION_NAT))
		return reason;
	nat = wm_nat_reason(skb, packet);
	return nat ? nat : reason;
}

static __always_inline __u32 wm_decide_unicast(const void *store,
					       const struct wm_generation *generation, __u32 slot,
					       struct __sk_buff *skb,
					       const struct wm_packet *packet,
					       const struct wm_route *route,
					       struct wm_decision *decision)
{
	__u32 reason;

	decision->mtu = route->mtu;
	decision->trace.group = route->group;
	reason = wm_next_hop_choose(store, generation, skb, packet, decision);
	if (reason)
		return reason;
	if (decision->interface->path != WM_PATH_FAST)
		return WM_KERNEL_FORWARD;
	reason = wm_source_check(skb, packet, slot, decision->interface->source_check);
	if (reason) {
		/* Nothing went that way. */
		decision->route_counter = 0;
		decision->next_hop_counter = 0;
		return reason;
	}
	return wm_decide_fast(generation, skb, packet, decision);
}

static __always_inline __u32 wm_decide_by_route(const void *store,
						const struct wm_generation *generation,
						__u32 slot, struct __sk_buff *skb,
						const struct wm_packet *packet,
						struct wm_decision *decision)
{
	const struct wm_route *route = wm_route_at(store, generation, decision->trace.route);

	if (!route)
		return WM_PASS_CORRUPT;
	decision->route_counter = route->counter;
	switch (route->type) {
	case WM_ROUTE_UNICAST:
		return wm_decide_unicast(store, generation, slot, skb, packet, route, decision);
	case WM_ROUTE_LOCAL:
		decision->trace.mark = route->mark;
		return WM_KERNEL_LOCAL;
	case WM_ROUTE_BLACKHOLE:
		return WM_DROP_BLACKHOLE;
	case WM_ROUTE_UNREACHABLE:
		decision->trace.mark = route->mark;
		return WM_KERNEL_UNREACHABLE;
	case WM_ROUTE_PROHIBIT:
		decision->trace.mark = route->mark;
		return WM_KERNEL_PROHIBIT;
	case WM_ROUTE_KERNEL:
		return WM_PASS_KERNEL_ROUTE;
	case WM_ROUTE_PROTECTED:
		return WM_PASS_PROTECTED;
	case WM_ROUTE_MULTICAST:
		return wm_decide_multicast(store, generation, skb, packet, route, decision);
	default:
		return WM_PASS_CORRUPT;
	}
}

/* The way of a packet. Returns an enum wm_reason; the rest stands in the decision. */
static __always_inline __u32 wm_decide(const void *store, const struct wm_generation *generation,
				       __u32 slot, struct __sk_buff *skb,
				       struct wm_packet *packet, struct wm_decision *decision)
{
	__u32 reason, own;

	decision->interface = wm_interface_find(store, generation, skb->ifindex);
	if (!decision->interface)
		return WM_PASS_NOT_ATTACHED;
	reason = wm_parse(skb, packet, decision->interface->l2);
	if (reason)
		return reason;
	if (wm_exempt(skb, packet))
		return WM_PASS_EXEMPT;
	own = wm_table_find(slot, packet->family, WM_TABLE_OWN, packet->destination_hi,
			    packet->destination_lo);
	if (own == WM_LPM_CORRUPT)
		return WM_PASS_CORRUPT;
	decision->trace.own = own;
	reason = wm_rules(store, generation, slot,
			  own ? generation->to_node[wm_family_index(packet->family)]
			      : generation->classifier[wm_family_index(packet->family)],
			  skb, packet, own, decision);
	if (reason)
		return reason;
	if (own)
		return WM_PASS_OWN_ADDRESS;
	if (!decision->trace.route) {
		reason = wm_route_find(slot, packet, decision);
		if (reason)
			return reason;
	}
	return wm_decide_by_route(store, generation, slot, skb, packet, decision);
}

#endif /* WM_DECIDE_H */
