/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * exempt.h: traffic that is the kernel's whatever is configured, because a node
 * without it falls off its own link: address assignment, neighbour discovery,
 * link-local, and addresses that no router forwards.
 */
#ifndef WM_EXEMPT_H
#define WM_EXEMPT_H

#include <linux/in.h>
#include <linux/in6.h>
#include "packet.h"

static __always_inline bool wm_exempt_addresses_v4(__u32 source, __u32 destination)
{
	return source >> 24 == 127 || destination >> 24 == 127 ||   /* loopback */
	       source >> 16 == 0xa9fe || destination >> 16 == 0xa9fe || /* 169.254/16 */
	       destination >> 8 == 0xe00000 ||                      /* 224.0.0.0/24 */
	       destination == 0xffffffff || destination == 0 ||     /* broadcast, old and new */
	       source == 0 ||                                       /* no address yet */
	       source >> 28 == 0xe || source == 0xffffffff;         /* nobody's address */
}

static __always_inline bool wm_exempt_address_v6(__u64 hi, __u64 lo)
{
	return (hi == 0 && lo <= 1) ||    /* :: and ::1 */
	       hi >> 54 == 0xfe80 >> 6;   /* fe80::/10 */
}

static __always_inline bool wm_exempt_addresses_v6(const struct wm_packet *packet)
{
	__u32 group = packet->destination_hi >> 48;

	return wm_exempt_address_v6(packet->source_hi, packet->source_lo) ||
	       wm_exempt_address_v6(packet->destination_hi, packet->destination_lo) ||
	       group == 0xff01 || group == 0xff02 || /* this interface's, this link's groups */
	       packet->source_hi >> 56 == 0xff;      /* nobody's address */
}

static __always_inline bool wm_exempt_addresses(const struct wm_packet *packet)
{
	return packet->family == WM_FAMILY_V4
		       ? wm_exempt_addresses_v4(packet->source_hi >> 32,
						packet->destination_hi >> 32)
		       : wm_exempt_addresses_v6(packet);
}

/* DHCP, by the port that is spoken to; a relay's answers go to 67 and 547 as well. */
static __always_inline bool wm_exempt_port(__u32 family, __u32 port)
{
	return family == WM_FAMILY_V4 ? port == 67 || port == 68 : port == 546 || port == 547;
}

/* MLD (RFC 2710, RFC 3810), then router and neighbour discovery and redirects (RFC 4861). */
static __always_inline bool wm_exempt_icmpv6(__u32 type)
{
	return (type >= 130 && type <= 132) || type == 143 || (type >= 133 && type <= 137);
}

/* A function of its own, because the verifier then proves it once. */
__noinline int wm_exempt(struct __sk_buff *skb, const struct wm_packet *packet)
{
	__be16 ports[2];
	__u8 type;

	if (!packet)
		return false;
	if (wm_exempt_addresses(packet))
		return true;
	if (!packet->transport)
		return false;
	if (packet->protocol == IPPROTO_UDP)
		return wm_content_read(skb, packet, packet->transport, ports, sizeof(ports)) &&
		       wm_exempt_port(packet->family, bpf_ntohs(ports[1]));
	return packet->family == WM_FAMILY_V6 && packet->protocol == IPPROTO_ICMPV6 &&
	       wm_content_read(skb, packet, packet->transport, &type, sizeof(type)) &&
	       wm_exempt_icmpv6(type);
}

#endif /* WM_EXEMPT_H */
