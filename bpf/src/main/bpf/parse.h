/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * parse.h: frame -> wm_packet.
 *
 * Each function returns 0, or the wm_reason for which the packet is the kernel's:
 * what looks wrong here is passed on, never dropped. Headers are read in place
 * when they are linear, and pulled when they are not; after a pull no pointer
 * into the frame is kept.
 */
#ifndef WM_PARSE_H
#define WM_PARSE_H

#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include "packet.h"

#define WM_EXTENSION_HEADERS 6

/* Numbers that <linux/in.h> lacks. */
#define WM_HEADER_HOP_BY_HOP 0
#define WM_HEADER_ROUTING 43
#define WM_HEADER_FRAGMENT 44
#define WM_HEADER_AUTHENTICATION 51
#define WM_HEADER_DESTINATION 60
#define WM_HEADER_MOBILITY 135
#define WM_HEADER_HIP 139
#define WM_HEADER_SHIM6 140

#define WM_VLAN_ID 0xfff /* of skb->vlan_tci */

/* skb->pkt_type */
#define WM_PACKET_HOST 0
#define WM_PACKET_MULTICAST 2

/* The `length` bytes (a constant) of the network header, or NULL when the frame ends before. */
static __always_inline const void *wm_network_header(struct __sk_buff *skb, __u32 network,
						     __u32 length)
{
	const void *header = (const void *)(long)skb->data + network;

	if (header + length <= (const void *)(long)skb->data_end)
		return header;
	if (bpf_skb_pull_data(skb, network + length))
		return 0;
	header = (const void *)(long)skb->data + network;
	return header + length <= (const void *)(long)skb->data_end ? header : 0;
}

/* A header whose one's complement sum is not all ones was damaged on the way. */
static __always_inline bool wm_header_sum_ok(const struct iphdr *ip)
{
	const __u32 *word = (const __u32 *)ip;
	__u64 sum = (__u64)word[0] + word[1] + word[2] + word[3] + word[4];

	sum = (sum >> 32) + (sum & 0xffffffff);
	sum = (sum >> 16) + (sum & 0xffff);
	sum = (sum >> 16) + (sum & 0xffff);
	sum = (sum >> 16) + (sum & 0xffff);
	return sum == 0xffff;
}

static __always_inline __u32 wm_parse_v4(struct __sk_buff *skb, struct wm_packet *packet)
{
	const struct iphdr *ip = wm_network_header(skb, packet->network, sizeof(*ip));
	__u32 fragment, length;

	if (!ip || ip->version != 4 || ip->ihl < 5)
		return WM_PASS_MALFORMED;
	length = bpf_ntohs(ip->tot_len);
	if (length == 0 && skb->gso_size)
		length = packet->bytes;
	if (length < ip->ihl * 4u || length > packet->bytes)
		return WM_PASS_MALFORMED;
	/* The sum over options would need a loop, and such packets are the kernel's anyway. */
	if (ip->ihl == 5 && !wm_header_sum_ok(ip))
		return WM_PASS_MALFORMED;
	packet->family = WM_FAMILY_V4;
	packet->length = length;
	packet->source_hi = (__u64)bpf_ntohl(ip->saddr) << 32;
	packet->destination_hi = (__u64)bpf_ntohl(ip->daddr) << 32;
	packet->protocol = ip->protocol;
	packet->ttl = ip->ttl;
	packet->dscp = ip->tos >> 2;
	packet->ttl_word = *(const __u32 *)&ip->ttl;
	packet->transport = packet->network + ip->ihl * 4;
	if (ip->ihl > 5)
		packet->flags |= WM_PACKET_OPTIONS;
	fragment = bpf_ntohs(ip->frag_off);
	if (fragment & 0x3fff)
		packet->flags |= WM_PACKET_FRAGMENT;
	packet->fragment_id = ip->id;
	if (fragment & 0x1fff) {
		packet->flags |= WM_PACKET_LATER_FRAGMENT;
		packet->transport = 0;
	}
	return 0;
}

/* The first bytes are alike in all of them. */
struct wm_extension_header {
	__u8 next;
	__u8 length;
	__be16 fragment; /* offset and the more-fragments bit: fragment header only */
};

static __always_inline bool wm_is_extension(__u32 header)
{
	return header == WM_HEADER_HOP_BY_HOP || header == WM_HEADER_ROUTING ||
	       header == WM_HEADER_FRAGMENT || header == WM_HEADER_AUTHENTICATION ||
	       header == WM_HEADER_DESTINATION || header == WM_HEADER_MOBILITY ||
	       header == WM_HEADER_HIP || header == WM_HEADER_SHIM6;
}

static __always_inline __u32 wm_parse_extensions(struct __sk_buff *skb, struct wm_packet *packet,
						 __u8 next)
{
	__u32 offset = packet->network + sizeof(struct ipv6hdr);
	struct wm_extension_header header;

	for (int walked = 0; walked <= WM_EXTENSION_HEADERS; walked++) {
		if (!wm_is_extension(next)) {
			packet->protocol = next;
			packet->transport = offset;
			return 0;
		}
		if (walked == WM_EXTENSION_HEADERS)
			break;
		if (!wm_content_read(skb, packet, offset, &header, sizeof(header)))
			return WM_PASS_MALFORMED;
		if (next == WM_HEADER_HOP_BY_HOP || next == WM_HEADER_ROUTING)
			packet->flags |= WM_PACKET_OPTIONS;
		if (next == WM_HEADER_FRAGMENT) {
			__u32 fragment = bpf_ntohs(header.fragment);

			if (!wm_content_read(skb, packet, offset + sizeof(header),
					     &packet->fragment_id, sizeof(packet->fragment_id)))
				return WM_PASS_MALFORMED;
			/* Offset 0 and no more to come is a whole packet (RFC 6946). */
			if (fragment & 0xfff9)
				packet->flags |= WM_PACKET_FRAGMENT;
			if (fragment & 0xfff8) {
				packet->flags |= WM_PACKET_LATER_FRAGMENT;
				packet->protocol = header.next;
				return 0;
			}
			offset += 8;
		} else if (next == WM_HEADER_AUTHENTICATION) {
			offset += (header.length + 2) * 4;
		} else {
			offset += (header.length + 1) * 8;
		}
		next = header.next;
	}
	return WM_PASS_EXTENSION_HEADERS;
}

static __always_inline __u32 wm_parse_v6(struct __sk_buff *skb, struct wm_packet *packet)
{
	const struct ipv6hdr *ip = wm_network_header(skb, packet->network, sizeof(*ip));
	const __be32 *source, *destination;
	__u32 length;

	if (!ip || ip->version != 6)
		return WM_PASS_MALFORMED;
	/* 0 before a hop-by-hop header: a jumbogram, whose length stands there. */
	length = bpf_ntohs(ip->payload_len) + sizeof(*ip);
	if (!ip->payload_len && (ip->nexthdr == WM_HEADER_HOP_BY_HOP || skb->gso_size))
		length = packet->bytes;
	if (length > packet->bytes)
		return WM_PASS_MALFORMED;
	source = ip->saddr.in6_u.u6_addr32;
	destination = ip->daddr.in6_u.u6_addr32;
	packet->family = WM_FAMILY_V6;
	packet->length = length;
	packet->source_hi = (__u64)bpf_ntohl(source[0]) << 32 | bpf_ntohl(source[1]);
	packet->source_lo = (__u64)bpf_ntohl(source[2]) << 32 | bpf_ntohl(source[3]);
	packet->destination_hi = (__u64)bpf_ntohl(destination[0]) << 32 | bpf_ntohl(destination[1]);
	packet->destination_lo = (__u64)bpf_ntohl(destination[2]) << 32 | bpf_ntohl(destination[3]);
	packet->ttl = ip->hop_limit;
	packet->dscp = bpf_ntohs(*(const __be16 *)ip) >> 6 & 0x3f;
	return wm_parse_extensions(skb, packet, ip->nexthdr);
}

/*
 * `l2`: bytes of link-layer header on this interface, 14 or 0. A function of its
 * own, because the verifier then proves it once.
 */
__noinline __u32 wm_parse(struct __sk_buff *skb, struct wm_packet *packet, __u32 l2)
{
	const __u16 protocol = skb->protocol;
	__u32 reason;

	if (!packet)
		return WM_PASS_CORRUPT;
	packet->network = l2 & 0xf;
	packet->bytes = skb->len - packet->network;
	if (protocol == bpf_htons(ETH_P_8021Q) || protocol == bpf_htons(ETH_P_8021AD))
		return WM_PASS_VLAN;
	if (protocol != bpf_htons(ETH_P_IP) && protocol != bpf_htons(ETH_P_IPV6))
		return WM_PASS_NOT_IP;
	if (skb->pkt_type != WM_PACKET_HOST && skb->pkt_type != WM_PACKET_MULTICAST)
		return WM_PASS_OTHER_HOST;
	/* A tag of VLAN 0 says a priority and nothing else; the kernel takes it off. */
	if (skb->vlan_present && skb->vlan_tci & WM_VLAN_ID)
		return WM_PASS_VLAN;
	reason = protocol == bpf_htons(ETH_P_IP) ? wm_parse_v4(skb, packet)
						 : wm_parse_v6(skb, packet);
	if (reason)
		return reason;
	/* Every router on the link has it, and each would forward a copy (RFC 1812, 5.3.4). */
	if (skb->pkt_type == WM_PACKET_MULTICAST && !wm_is_multicast(packet))
		return WM_PASS_OTHER_HOST;
	return 0;
}

#endif /* WM_PARSE_H */
