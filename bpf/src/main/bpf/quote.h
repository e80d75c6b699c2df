/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * quote.h: the flow of a packet, and the flow that an ICMP error speaks of.
 *
 * An error quotes the packet that caused it, and belongs to that packet's flow:
 * it is hashed by the quote, and rules match it as they match the flow's answers,
 * whose way it goes. Where the quote is cut short, the error stands for itself.
 */
#ifndef WM_QUOTE_H
#define WM_QUOTE_H

#include <linux/in.h>
#include <linux/in6.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include "packet.h"

/* <linux/icmp.h> drags in the C library. These types quote the packet they are about. */
enum wm_icmp_type {
	WM_ICMP_UNREACHABLE = 3,
	WM_ICMP_SOURCE_QUENCH = 4,
	WM_ICMP_REDIRECT = 5,
	WM_ICMP_TIME_EXCEEDED = 11,
	WM_ICMP_PARAMETER_PROBLEM = 12,
};

#define WM_ICMP_HEADER 8
#define WM_ICMPV6_ERRORS 128 /* types below this one */

struct wm_flow {
	__u64 source_hi;
	__u64 source_lo;
	__u64 destination_hi;
	__u64 destination_lo;
	__be16 ports[2]; /* source and destination; 0: none */
	__u32 protocol;
	__u32 icmp; /* 1 << 16 | type << 8 | code; 0: none */
};

static __always_inline bool wm_has_ports(__u32 protocol)
{
	return protocol == IPPROTO_TCP || protocol == IPPROTO_UDP || protocol == IPPROTO_SCTP;
}

static __always_inline bool wm_is_icmp(__u32 protocol)
{
	return protocol == IPPROTO_ICMP || protocol == IPPROTO_ICMPV6;
}

/* `words`: the first of the transport header. */
static __always_inline void wm_flow_transport(struct wm_flow *flow, const __be16 words[2])
{
	if (wm_has_ports(flow->protocol)) {
		flow->ports[0] = words[0];
		flow->ports[1] = words[1];
	} else if (wm_is_icmp(flow->protocol)) {
		flow->icmp = 1u << 16 | bpf_ntohs(words[0]);
	}
}

static __always_inline bool wm_is_icmp_error(const struct wm_packet *packet, __u32 type)
{
	if (packet->family == WM_FAMILY_V6)
		return packet->protocol == IPPROTO_ICMPV6 && type < WM_ICMPV6_ERRORS;
	return packet->protocol == IPPROTO_ICMP &&
	       ((type >= WM_ICMP_UNREACHABLE && type <= WM_ICMP_REDIRECT) ||
		type == WM_ICMP_TIME_EXCEEDED || type == WM_ICMP_PARAMETER_PROBLEM);
}

/* The quoted packet's own extension headers are not walked: it then hashes without ports. */
static __always_inline bool wm_flow_in_quote(struct __sk_buff *skb, const struct wm_packet *packet,
					   struct wm_flow *flow)
{
	__u32 offset = packet->transport + WM_ICMP_HEADER;
	bool whole = true;
	__be16 words[2];

	if (packet->family == WM_FAMILY_V4) {
		struct iphdr ip;

		if (!wm_content_read(skb, packet, offset, &ip, sizeof(ip)) || ip.version != 4 || ip.ihl < 5)
			return false;
		flow->source_hi = (__u64)bpf_ntohl(ip.saddr) << 32;
		flow->destination_hi = (__u64)bpf_ntohl(ip.daddr) << 32;
		flow->protocol = ip.protocol;
		offset += ip.ihl * 4;
		whole = !(ip.frag_off & bpf_htons(0x3fff));
	} else {
		struct ipv6hdr ip;
		const __be32 *source = ip.saddr.in6_u.u6_addr32;
		const __be32 *destination = ip.daddr.in6_u.u6_addr32;

		if (!wm_content_read(skb, packet, offset, &ip, sizeof(ip)) || ip.version != 6)
			return false;
		flow->source_hi = (__u64)bpf_ntohl(source[0]) << 32 | bpf_ntohl(source[1]);
		flow->source_lo = (__u64)bpf_ntohl(source[2]) << 32 | bpf_ntohl(source[3]);
		flow->destination_hi = (__u64)bpf_ntohl(destination[0]) << 32 |
				       bpf_ntohl(destination[1]);
		flow->destination_lo = (__u64)bpf_ntohl(destination[2]) << 32 |
				       bpf_ntohl(destination[3]);
		flow->protocol = ip.nexthdr;
		offset += sizeof(ip);
	}
	if (whole && wm_content_read(skb, packet, offset, words, sizeof(words)))
		wm_flow_transport(flow, words);
	return true;
}

static __always_inline void wm_flow_of_headers(const struct wm_packet *packet, struct wm_flow *flow)
{
	flow->source_hi = packet->source_hi;
	flow->source_lo = packet->source_lo;
	flow->destination_hi = packet->destination_hi;
	flow->destination_lo = packet->destination_lo;
	flow->protocol = packet->protocol;
}

/*
 * True, and `flow`, which was all 0, is the quoted packet's: this is an ICMP error
 * with a whole quote.
 */
static __always_inline bool wm_flow_quoted(struct __sk_buff *skb, const struct wm_packet *packet,
					   struct wm_flow *flow)
{
	__u8 type;

	if (!wm_is_icmp(packet->protocol))
		return false;
	if (!packet->transport || packet->flags & WM_PACKET_FRAGMENT)
		return false;
	return wm_content_read(skb, packet, packet->transport, &type, sizeof(type)) &&
	       wm_is_icmp_error(packet, type) && wm_flow_in_quote(skb, packet, flow);
}

/* The answers of a flow go the other way. */
static __always_inline void wm_flow_answer(const struct wm_flow *flow, struct wm_flow *answer)
{
	answer->source_hi = flow->destination_hi;
	answer->source_lo = flow->destination_lo;
	answer->destination_hi = flow->source_hi;
	answer->destination_lo = flow->source_lo;
	answer->ports[0] = flow->ports[1];
	answer->ports[1] = flow->ports[0];
	answer->protocol = flow->protocol;
	answer->icmp = flow->icmp;
}

#endif /* WM_QUOTE_H */
