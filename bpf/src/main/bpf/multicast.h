/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * multicast.h: a copy for each output of a Multicast route.
 *
 * wm_decide_multicast says whether there are copies, as the kernel's own multicast
 * routing does: the packet came in by the route's input interface, and its TTL
 * lasts. wm_multicast_send makes them. Whatever it says, the packet itself goes on
 * to the kernel as it came, for the receivers on this host.
 *
 * There is no Kernel path for groups: the kernel forwards them by a table of its
 * own, which a routing daemon's socket holds. So what only the kernel can do
 * (options, fragmenting) is not done, and counted.
 */
#ifndef WM_MULTICAST_H
#define WM_MULTICAST_H

#include <linux/if_ether.h>
#include "counters.h"
#include "fast_path.h"
#include "nexthop.h"
#include "packet.h"
#include "verdict.h"

/* The first bytes of a frame. */
struct wm_frame_addresses {
	__u8 destination[ETH_ALEN];
	__u8 source[ETH_ALEN];
};

/* Where the outputs of a Multicast route's group begin in the store; 0: they cannot be there. */
static __always_inline __u32 wm_outputs_of(const void *store,
					   const struct wm_generation *generation, __u32 index)
{
	const struct wm_group *group = wm_group_at(store, generation, index);

	return group && group->bucket_bits == WM_GROUP_EACH && group->target >= WM_HEAP
		       ? group->target
		       : 0;
}

static __always_inline __u32 wm_decide_multicast(const void *store,
						 const struct wm_generation *generation,
						 struct __sk_buff *skb,
						 const struct wm_packet *packet,
						 const struct wm_route *route,
						 struct wm_decision *decision)
{
	__u32 offset = wm_outputs_of(store, generation, route->group);
	const struct wm_outputs *outputs = wm_store_at(store, offset, sizeof(*outputs));
	__u32 counter = decision->route_counter;

	decision->mtu = route->mtu;
	decision->trace.group = route->group;
	decision->route_counter = 0;
	if (!offset || !outputs)
		return WM_PASS_CORRUPT;
	if (outputs->input != skb->ifindex)
		return WM_PASS_MULTICAST_INPUT;
	if (packet->ttl <= 1)
		return WM_PASS_MULTICAST_TTL;
	if (packet->flags & WM_PACKET_OPTIONS)
		return WM_PASS_MULTICAST_OPTIONS;
	decision->route_counter = counter;
	return WM_FAST_MULTICAST;
}

/* Where the group's receivers listen (RFC 1112, 6.4; RFC 2464, 7). */
static __always_inline void wm_group_address(const struct wm_packet *packet, __u8 *address)
{
	__u32 low = packet->family == WM_FAMILY_V4 ? packet->destination_hi >> 32
						   : packet->destination_lo;

	if (packet->family == WM_FAMILY_V4) {
		address[0] = 0x01;
		address[1] = 0x00;
		address[2] = 0x5e;
		address[3] = low >> 16 & 0x7f;
	} else {
		address[0] = 0x33;
		address[1] = 0x33;
		address[2] = low >> 24;
		address[3] = low >> 16;
	}
	address[4] = low >> 8;
	address[5] = low;
}

/*
 * Sends the copy for the wm_output at `offset`, the TTL already taken from. 0, or
 * the reason why there is none. A function of its own, because the verifier then
 * proves it once.
 */
__noinline int wm_multicast_copy(struct __sk_buff *skb, const struct wm_generation *generation,
				 const struct wm_packet *packet, __u32 offset, __u32 route_mtu)
{
	struct wm_frame_addresses addresses = {};
	const void *store = wm_store_get();
	const struct wm_next_hop *next_hop;
	const struct wm_output *output;
	__u32 reason;

	if (!store || !generation || !packet)
		return WM_DROP_MULTICAST_OUTPUT;
	output = wm_store_at(store, offset, sizeof(*output));
	if (!output)
		return WM_DROP_MULTICAST_OUTPUT;
	next_hop = wm_next_hop_at(store, generation, output->next_hop);
	if (!next_hop)
		return WM_DROP_MULTICAST_OUTPUT;
	reason = wm_mtu_check(skb, packet, route_mtu, next_hop);
	if (reason)
		return reason == WM_KERNEL_MTU ? WM_DROP_MULTICAST_MTU : WM_DROP_MULTICAST_OUTPUT;
	if (packet->network) {
		wm_group_address(packet, addresses.destination);
		__builtin_memcpy(addresses.source, output->source, ETH_ALEN);
		if (bpf_skb_store_bytes(skb, 0, &addresses, sizeof(addresses), 0))
			return WM_DROP_MULTICAST_OUTPUT;
	} else if (!(next_hop->flags & WM_NEXT_HOP_NO_L2)) {
		return WM_DROP_MULTICAST_OUTPUT; /* no frame came in that could be copied */
	}
	if (bpf_clone_redirect(skb, next_hop->ifindex, 0))
		return WM_DROP_MULTICAST_OUTPUT;
	wm_counter_add(next_hop->counter, packet->bytes);
	return 0;
}

/* What wm_ttl_decrement and the copies changed, put back. */
static __always_inline bool wm_multicast_restore(struct __sk_buff *skb,
						 const struct wm_packet *packet,
						 const struct wm_frame_addresses *addresses)
{
	if (packet->network && bpf_skb_store_bytes(skb, 0, addresses, sizeof(*addresses), 0))
		return false;
	if (packet->family == WM_FAMILY_V4)
		return !bpf_skb_store_bytes(skb, packet->network + offsetof(struct iphdr, ttl),
					    &packet->ttl_word, sizeof(packet->ttl_word), 0);
	return !bpf_skb_store_bytes(skb, packet->network + offsetof(struct ipv6hdr, hop_limit),
				    &packet->ttl, sizeof(packet->ttl), BPF_F_RECOMPUTE_CSUM);
}

/*
 * Sends the copies and returns what becomes of the packet itself. A function of
 * its own, because the verifier then proves it once.
 */
__noinline int wm_multicast_send(struct __sk_buff *skb, const struct wm_generation *generation,
				 const struct wm_packet *packet, __u32 group, __u32 route_mtu)
{
	struct wm_frame_addresses before = {};
	const void *store = wm_store_get();
	const struct wm_outputs *outputs;
	__u32 offset, count;

	if (!store || !generation || !packet)
		return WM_TCX_NEXT;
	offset = wm_outputs_of(store, generation, group);
	outputs = wm_store_at(store, offset, sizeof(*outputs));
	if (!offset || !outputs)
		return WM_TCX_NEXT;
	count = outputs->count;
	if (packet->network && !wm_packet_read(skb, 0, &before, sizeof(before)))
		return WM_TCX_NEXT;
	/* For all of them: this host's receivers would not see it either. */
	if (!wm_link_leave(skb, packet) || !wm_ttl_decrement(skb, packet)) {
		wm_count_add(&wm_reasons, WM_DROP_MULTICAST_OUTPUT, packet->bytes);
		return WM_TCX_NEXT;
	}
	for (__u32 i = 0; i < WM_OUTPUTS_MAX && i < count; i++) {
		__u32 reason = wm_multicast_copy(skb, generation, packet,
						 offset + sizeof(*outputs) +
							 i * sizeof(struct wm_output),
						 route_mtu);

		if (reason)
			wm_count_add(&wm_reasons, reason, packet->bytes);
	}
	if (wm_multicast_restore(skb, packet, &before))
		return WM_TCX_NEXT;
	/* Out of memory half-way: changed as it is, nobody here may see it. */
	wm_count_add(&wm_reasons, WM_DROP_MULTICAST_OUTPUT, packet->bytes);
	return WM_TCX_DROP;
}

#endif /* WM_MULTICAST_H */
