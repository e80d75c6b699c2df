/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * hash.h: packet -> a number that all packets of its flow share.
 *
 * Addresses and protocol, and the ports of TCP, UDP and SCTP. Fragments leave the
 * ports out, the first one too, so that a datagram stays together. An ICMP error
 * is hashed by the packet it quotes, so that it takes the way of that flow.
 * Computed only where a group has more than one way.
 */
#ifndef WM_HASH_H
#define WM_HASH_H

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
	__u32 ports;
	__u32 protocol;
};

static __always_inline __u64 wm_mix(__u64 hash, __u64 word)
{
	hash = (hash ^ word) * 0x9e3779b97f4a7c15ull;
	return hash ^ hash >> 32;
}

static __always_inline bool wm_has_ports(__u32 protocol)
{
	return protocol == IPPROTO_TCP || protocol == IPPROTO_UDP || protocol == IPPROTO_SCTP;
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
static __always_inline bool wm_flow_quoted(struct __sk_buff *skb, const struct wm_packet *packet,
					   struct wm_flow *flow)
{
	__u32 offset = packet->transport + WM_ICMP_HEADER;
	bool whole = true;

	if (packet->family == WM_FAMILY_V4) {
		struct iphdr ip;

		if (!wm_packet_read(skb, offset, &ip, sizeof(ip)) || ip.version != 4 || ip.ihl < 5)
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

		if (!wm_packet_read(skb, offset, &ip, sizeof(ip)) || ip.version != 6)
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
	flow->ports = 0;
	if (whole && wm_has_ports(flow->protocol))
		wm_packet_read(skb, offset, &flow->ports, sizeof(flow->ports));
	return true;
}

static __always_inline void wm_flow_of(struct __sk_buff *skb, const struct wm_packet *packet,
				       struct wm_flow *flow)
{
	__u8 type;

	if (!packet->transport || packet->flags & WM_PACKET_FRAGMENT)
		return;
	if (wm_has_ports(packet->protocol)) {
		wm_packet_read(skb, packet->transport, &flow->ports, sizeof(flow->ports));
		return;
	}
	if (packet->protocol != IPPROTO_ICMP && packet->protocol != IPPROTO_ICMPV6)
		return;
	if (wm_packet_read(skb, packet->transport, &type, sizeof(type)) &&
	    wm_is_icmp_error(packet, type))
		wm_flow_quoted(skb, packet, flow);
}

/* A function of its own, because the verifier then proves it once. */
__noinline __u32 wm_hash(struct __sk_buff *skb, const struct wm_packet *packet)
{
	struct wm_flow flow = {};
	__u64 hash;

	if (!packet)
		return 0;
	flow.source_hi = packet->source_hi;
	flow.source_lo = packet->source_lo;
	flow.destination_hi = packet->destination_hi;
	flow.destination_lo = packet->destination_lo;
	flow.protocol = packet->protocol;
	wm_flow_of(skb, packet, &flow);
	hash = wm_mix(0, flow.source_hi);
	hash = wm_mix(hash, flow.source_lo);
	hash = wm_mix(hash, flow.destination_hi);
	hash = wm_mix(hash, flow.destination_lo);
	hash = wm_mix(hash, (__u64)flow.ports << 32 | flow.protocol);
	return hash >> 32 ^ hash;
}

#endif /* WM_HASH_H */
