/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * plain.h: frame -> wm_packet and what rules look at, in XDP, for plain packets.
 *
 * Plain is what is for this host by its link-layer address and whole by its headers:
 * untagged, no fragment, no IPv4 options, no IPv6 extension header, no ICMP error,
 * nothing exempt. All else is not for XDP to judge. Of a plain packet everything here
 * is as parse.h and subject.h have it at TCX, but for the mark, which XDP has not.
 */
#ifndef WM_PLAIN_H
#define WM_PLAIN_H

#include <linux/if_ether.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include "exempt.h"
#include "packet.h"
#include "parse.h"
#include "subject.h"

/* The `length` bytes (a constant) at `offset` of the frame, or NULL when it ends before. */
static __always_inline const void *wm_frame_at(const struct xdp_md *xdp, __u32 offset,
					       __u32 length)
{
	const void *at = (const void *)(long)xdp->data + offset;

	return at + length <= (const void *)(long)xdp->data_end ? at : 0;
}

/* As the kernel sorts by address when it makes a packet of the frame (eth_type_trans). */
static __always_inline bool wm_plain_link(const struct ethhdr *ethernet,
					  const struct wm_interface *interface,
					  const struct wm_packet *packet)
{
	const __u16 *to = (const __u16 *)ethernet->h_dest;
	const __u16 *own = (const __u16 *)interface->mac;

	if (to[0] == own[0] && to[1] == own[1] && to[2] == own[2])
		return true;
	/* A group's; a broadcast is nothing that is forwarded. */
	return ethernet->h_dest[0] & 1 && (to[0] & to[1] & to[2]) != 0xffff &&
	       wm_is_multicast(packet);
}

static __always_inline bool wm_plain_v4(const struct xdp_md *xdp, struct wm_packet *packet)
{
	const struct iphdr *ip = wm_frame_at(xdp, ETH_HLEN, sizeof(*ip));

	if (!ip || ip->version != 4 || ip->ihl != 5 || !wm_header_sum_ok(ip) ||
	    ip->frag_off & bpf_htons(0x3fff))
		return false;
	packet->family = WM_FAMILY_V4;
	packet->length = bpf_ntohs(ip->tot_len);
	packet->source_hi = (__u64)bpf_ntohl(ip->saddr) << 32;
	packet->destination_hi = (__u64)bpf_ntohl(ip->daddr) << 32;
	packet->protocol = ip->protocol;
	packet->ttl = ip->ttl;
	packet->dscp = ip->tos >> 2;
	packet->transport = ETH_HLEN + sizeof(*ip);
	return packet->length >= sizeof(*ip) && packet->length <= packet->bytes;
}

static __always_inline bool wm_plain_v6(const struct xdp_md *xdp, struct wm_packet *packet)
{
	const struct ipv6hdr *ip = wm_frame_at(xdp, ETH_HLEN, sizeof(*ip));
	const __be32 *source, *destination;

	if (!ip || ip->version != 6 || !ip->payload_len || wm_is_extension(ip->nexthdr))
		return false;
	source = ip->saddr.in6_u.u6_addr32;
	destination = ip->daddr.in6_u.u6_addr32;
	packet->family = WM_FAMILY_V6;
	packet->length = bpf_ntohs(ip->payload_len) + sizeof(*ip);
	packet->source_hi = (__u64)bpf_ntohl(source[0]) << 32 | bpf_ntohl(source[1]);
	packet->source_lo = (__u64)bpf_ntohl(source[2]) << 32 | bpf_ntohl(source[3]);
	packet->destination_hi = (__u64)bpf_ntohl(destination[0]) << 32 | bpf_ntohl(destination[1]);
	packet->destination_lo = (__u64)bpf_ntohl(destination[2]) << 32 | bpf_ntohl(destination[3]);
	packet->protocol = ip->nexthdr;
	packet->ttl = ip->hop_limit;
	packet->dscp = bpf_ntohs(*(const __be16 *)ip) >> 6 & 0x3f;
	packet->transport = ETH_HLEN + sizeof(*ip);
	return packet->length <= packet->bytes;
}

/* The first words of the transport header, where there is one that rules may ask about. */
static __always_inline bool wm_plain_transport(struct xdp_md *xdp, const struct wm_packet *packet,
					       struct wm_flow *flow)
{
	__be16 words[2];

	if (!wm_transport_least(packet->protocol))
		return true;
	if (packet->network + packet->length < packet->transport + sizeof(words) ||
	    bpf_xdp_load_bytes(xdp, packet->transport, words, sizeof(words)))
		return false;
	if (wm_is_icmp(packet->protocol) && wm_is_icmp_error(packet, bpf_ntohs(words[0]) >> 8))
		return false;
	wm_flow_transport(flow, words);
	return true;
}

static __always_inline bool wm_plain_exempt(const struct wm_packet *packet,
					    const struct wm_flow *flow)
{
	if (wm_exempt_addresses(packet))
		return true;
	if (packet->protocol == IPPROTO_UDP)
		return wm_exempt_port(packet->family, bpf_ntohs(flow->ports[1]));
	return packet->family == WM_FAMILY_V6 && packet->protocol == IPPROTO_ICMPV6 &&
	       wm_exempt_icmpv6(flow->icmp >> 8 & 0xff);
}

/* False: not a plain packet. `packet` and `flow` were all 0. */
static __always_inline bool wm_plain_read(struct xdp_md *xdp, const struct wm_interface *interface,
					  struct wm_packet *packet, struct wm_flow *flow)
{
	const struct ethhdr *ethernet = wm_frame_at(xdp, 0, sizeof(*ethernet));
	bool plain = false;

	if (!ethernet || interface->l2 != ETH_HLEN)
		return false;
	packet->network = ETH_HLEN;
	packet->bytes = bpf_xdp_get_buff_len(xdp) - ETH_HLEN;
	if (ethernet->h_proto == bpf_htons(ETH_P_IP))
		plain = wm_plain_v4(xdp, packet);
	else if (ethernet->h_proto == bpf_htons(ETH_P_IPV6))
		plain = wm_plain_v6(xdp, packet);
	if (!plain || !wm_plain_link(ethernet, interface, packet))
		return false;
	wm_flow_of_headers(packet, flow);
	return wm_plain_transport(xdp, packet, flow) && !wm_plain_exempt(packet, flow);
}

#endif /* WM_PLAIN_H */
