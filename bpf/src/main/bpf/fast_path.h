/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * fast_path.h: forward here: TTL or hop limit, then to the neighbour, whom
 * bpf_redirect_neigh resolves and whose MAC address it writes.
 *
 * wm_fast_reason decides what is fit for it; everything odd takes the Kernel path
 * to the same next hop, so that fragmentation, ICMP and path MTU discovery are
 * the kernel's own. wm_ttl_decrement rewrites, wm_fast_redirect sends.
 */
#ifndef WM_FAST_PATH_H
#define WM_FAST_PATH_H

#include <stddef.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <linux/tcp.h>
#include <linux/udp.h>
#include "checksum.h"
#include "packet.h"
#include "verdict.h"

#define WM_AF_INET 2
#define WM_AF_INET6 10
#define WM_ENODEV 19
#define WM_GSO_BY_FRAGS 0xffff /* SCTP: the length of the segments is not known here */

/* Bytes of the longest IP packet that leaves the host, when skb->gso_size says it is cut. */
static __always_inline __u32 wm_segment_length(struct __sk_buff *skb,
					       const struct wm_packet *packet)
{
	__u32 size = skb->gso_size;
	__u32 header;

	if (!size || size == WM_GSO_BY_FRAGS || !packet->transport)
		return packet->length;
	header = packet->transport - packet->network;
	if (packet->protocol == IPPROTO_TCP) {
		__u8 offset;

		if (!wm_content_read(skb, packet, packet->transport + 12, &offset, sizeof(offset)))
			return packet->length;
		return header + (offset >> 4) * 4 + size;
	}
	return header + sizeof(struct udphdr) + size;
}

static __always_inline __u32 wm_smaller_mtu(__u32 a, __u32 b)
{
	return a && (!b || a < b) ? a : b;
}

/*
 * Whether the packet, cut as it will be, is no longer than the route's MTU and the
 * device's: 0; WM_KERNEL_MTU; or WM_KERNEL_REDIRECT_FAILED: the device is gone.
 */
static __always_inline __u32 wm_mtu_check(struct __sk_buff *skb, const struct wm_packet *packet,
					  __u32 route_mtu, const struct wm_next_hop *next_hop)
{
	__u32 mtu = wm_smaller_mtu(route_mtu, next_hop->mtu);
	__u32 unused = 0;
	long fits;

	if (mtu && wm_segment_length(skb, packet) > mtu)
		return WM_KERNEL_MTU;
	/* The device's own word, which may be newer than the generation's; less the padding. */
	fits = skb->gso_size ? bpf_check_mtu(skb, next_hop->ifindex, &unused, 0, BPF_MTU_CHK_SEGS)
			     : bpf_check_mtu(skb, next_hop->ifindex, &unused,
					     packet->length - packet->bytes, 0);
	if (fits > 0)
		return WM_KERNEL_MTU;
	/* It cannot judge a GSO packet whose transport header the kernel has not found yet. */
	if (fits < 0 && (fits == -WM_ENODEV || !mtu))
		return WM_KERNEL_REDIRECT_FAILED;
	return 0;
}

/* WM_FAST_FORWARD, or why the kernel must do it. */
static __always_inline __u32 wm_fast_reason(struct __sk_buff *skb, const struct wm_packet *packet,
					    const struct wm_decision *decision)
{
	const struct wm_next_hop *next_hop = decision->next_hop;
	__u32 reason;

	if (packet->ttl <= 1)
		return WM_KERNEL_TTL;
	if (packet->flags & WM_PACKET_OPTIONS)
		return WM_KERNEL_OPTIONS;
	if (packet->flags & WM_PACKET_LATER_FRAGMENT)
		return WM_KERNEL_FRAGMENT;
	if (next_hop->flags & WM_NEXT_HOP_NO_L2)
		return WM_KERNEL_NO_L2;
	reason = wm_mtu_check(skb, packet, decision->mtu, next_hop);
	return reason ? reason : WM_FAST_FORWARD;
}

/*
 * Takes off what belongs to the link that the packet came by: a priority tag, and
 * padding behind the IP packet, which the next link must not take for content.
 * False: the packet is still as it came, or as the kernel would make it too.
 */
static __always_inline bool wm_link_leave(struct __sk_buff *skb, const struct wm_packet *packet)
{
	if (skb->vlan_present && bpf_skb_vlan_pop(skb))
		return false;
	return packet->bytes == packet->length || skb->gso_size ||
	       !bpf_skb_change_tail(skb, packet->network + packet->length, 0);
}

/* False: the packet is still as it came. */
static __always_inline bool wm_ttl_decrement(struct __sk_buff *skb, const struct wm_packet *packet)
{
	if (packet->family == WM_FAMILY_V4) {
		__u32 word = wm_ttl_word_decremented(packet->ttl_word);

		/* The sum over the whole header stays, and with it skb->csum. */
		return !bpf_skb_store_bytes(skb, packet->network + offsetof(struct iphdr, ttl),
					    &word, sizeof(word), 0);
	} else {
		__u8 hops = packet->ttl - 1;

		return !bpf_skb_store_bytes(skb,
					    packet->network + offsetof(struct ipv6hdr, hop_limit),
					    &hops, sizeof(hops), BPF_F_RECOMPUTE_CSUM);
	}
}

/* Without a gateway the destination itself is the neighbour. */
static __always_inline void wm_neighbour(const struct wm_packet *packet,
					 const struct wm_next_hop *next_hop,
					 struct bpf_redir_neigh *neighbour)
{
	if (next_hop->family == WM_FAMILY_NONE) {
		neighbour->nh_family = packet->family == WM_FAMILY_V4 ? WM_AF_INET : WM_AF_INET6;
		neighbour->ipv6_nh[0] = bpf_htonl(packet->destination_hi >> 32);
		neighbour->ipv6_nh[1] = bpf_htonl(packet->destination_hi);
		neighbour->ipv6_nh[2] = bpf_htonl(packet->destination_lo >> 32);
		neighbour->ipv6_nh[3] = bpf_htonl(packet->destination_lo);
		return;
	}
	neighbour->nh_family = next_hop->family == WM_FAMILY_V4 ? WM_AF_INET : WM_AF_INET6;
	__builtin_memcpy(neighbour->ipv6_nh, next_hop->gateway, sizeof(neighbour->ipv6_nh));
}

/* TC_ACT_REDIRECT: the packet, rewritten, is on its way to the neighbour. */
static __always_inline int wm_fast_redirect(const struct wm_packet *packet,
					    const struct wm_next_hop *next_hop)
{
	struct bpf_redir_neigh neighbour = {};

	wm_neighbour(packet, next_hop, &neighbour);
	return bpf_redirect_neigh(next_hop->ifindex, &neighbour, sizeof(neighbour), 0);
}

#endif /* WM_FAST_PATH_H */
