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

#include "packet.h"
#include "quote.h"

static __always_inline __u64 wm_mix(__u64 hash, __u64 word)
{
	hash = (hash ^ word) * 0x9e3779b97f4a7c15ull;
	return hash ^ hash >> 32;
}

/* A function of its own, because the verifier then proves it once. */
__noinline __u32 wm_hash(struct __sk_buff *skb, const struct wm_packet *packet)
{
	struct wm_flow flow = {};
	__u32 ports;
	__u64 hash;

	if (!packet)
		return 0;
	wm_flow_of_headers(packet, &flow);
	if (wm_has_ports(packet->protocol) && packet->transport &&
	    !(packet->flags & WM_PACKET_FRAGMENT))
		wm_content_read(skb, packet, packet->transport, flow.ports, sizeof(flow.ports));
	else
		wm_flow_quoted(skb, packet, &flow);
	__builtin_memcpy(&ports, flow.ports, sizeof(ports));
	hash = wm_mix(0, flow.source_hi);
	hash = wm_mix(hash, flow.source_lo);
	hash = wm_mix(hash, flow.destination_hi);
	hash = wm_mix(hash, flow.destination_lo);
	hash = wm_mix(hash, (__u64)ports << 32 | flow.protocol);
	/* The ports came in by the upper half: one more round takes them to the lowest bits. */
	return wm_mix(hash, 0);
}

#endif /* WM_HASH_H */
