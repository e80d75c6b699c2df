/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * nat.h: does the kernel translate this flow?
 *
 * The Fast path goes around netfilter, so it must leave alone what netfilter
 * translates. Which flows these are stands in the connection table, once the first
 * packet of a flow was there. So, where a node translates at all: a flow in the
 * table goes the way that the table says; one that is not goes to the kernel, which
 * puts it there; and what cannot be asked for (other protocols than TCP and UDP,
 * fragments, which the kernel must see all of to join them) stays the kernel's.
 */
#ifndef WM_NAT_H
#define WM_NAT_H

#include <stddef.h>
#include <linux/in.h>
#include "packet.h"

/* The kernel's IPS_SRC_NAT and IPS_DST_NAT. */
#define WM_CONNECTION_TRANSLATED (1 << 4 | 1 << 5)
#define WM_CURRENT_NAMESPACE (-1)

/* What is read of the kernel's own, wherever it lies there. */
struct nf_conn {
	unsigned long status;
} __attribute__((preserve_access_index));

/* The kernel's struct bpf_ct_opts as it was at first; later ones take it, too. */
struct wm_connection_options {
	__s32 namespace;
	__s32 error;
	__u8 protocol;
	__u8 direction;
	__u8 reserved[2];
};

_Static_assert(sizeof(struct wm_connection_options) == 12, "as the kernel asks");

/* 0 where the kernel lacks these two (nf_conntrack may be a module that is not there). */
const volatile __u32 wm_conntrack = 1;

extern struct nf_conn *bpf_skb_ct_lookup(struct __sk_buff *skb, struct bpf_sock_tuple *tuple,
					 __u32 length, struct wm_connection_options *options,
					 __u32 options_length) __ksym __weak;
extern void bpf_ct_release(struct nf_conn *connection) __ksym __weak;

static __always_inline __u32 wm_connection_reason(struct nf_conn *connection)
{
	unsigned long status;

	if (!connection)
		return WM_KERNEL_NAT_UNKNOWN;
	status = connection->status;
	bpf_ct_release(connection);
	return status & WM_CONNECTION_TRANSLATED ? WM_KERNEL_NAT : 0;
}

static __always_inline __u32 wm_nat_reason_v4(struct __sk_buff *skb,
					      const struct wm_packet *packet,
					      const __be16 ports[2],
					      struct wm_connection_options *options)
{
	struct bpf_sock_tuple tuple = {
		.ipv4 = {
			.saddr = bpf_htonl(packet->source_hi >> 32),
			.daddr = bpf_htonl(packet->destination_hi >> 32),
			.sport = ports[0],
			.dport = ports[1],
		},
	};

	return wm_connection_reason(bpf_skb_ct_lookup(skb, &tuple, sizeof(tuple.ipv4), options,
						      sizeof(*options)));
}

static __always_inline __u32 wm_nat_reason_v6(struct __sk_buff *skb,
					      const struct wm_packet *packet,
					      const __be16 ports[2],
					      struct wm_connection_options *options)
{
	struct bpf_sock_tuple tuple = {
		.ipv6 = {
			.saddr = { bpf_htonl(packet->source_hi >> 32),
				   bpf_htonl(packet->source_hi),
				   bpf_htonl(packet->source_lo >> 32),
				   bpf_htonl(packet->source_lo) },
			.daddr = { bpf_htonl(packet->destination_hi >> 32),
				   bpf_htonl(packet->destination_hi),
				   bpf_htonl(packet->destination_lo >> 32),
				   bpf_htonl(packet->destination_lo) },
			.sport = ports[0],
			.dport = ports[1],
		},
	};

	return wm_connection_reason(bpf_skb_ct_lookup(skb, &tuple, sizeof(tuple.ipv6), options,
						      sizeof(*options)));
}

/*
 * On a node that translates: 0, or the reason why the packet is the kernel's. A
 * function of its own, because the verifier then proves it once.
 */
__noinline __u32 wm_nat_reason(struct __sk_buff *skb, const struct wm_packet *packet)
{
	struct wm_connection_options options = { .namespace = WM_CURRENT_NAMESPACE };
	__be16 ports[2];

	if (!packet)
		return WM_PASS_CORRUPT;
	if (!wm_conntrack || !packet->transport || packet->flags & WM_PACKET_FRAGMENT ||
	    (packet->protocol != IPPROTO_TCP && packet->protocol != IPPROTO_UDP) ||
	    !wm_content_read(skb, packet, packet->transport, ports, sizeof(ports)))
		return WM_KERNEL_NAT_UNKNOWN;
	options.protocol = packet->protocol;
	return packet->family == WM_FAMILY_V4 ? wm_nat_reason_v4(skb, packet, ports, &options)
					      : wm_nat_reason_v6(skb, packet, ports, &options);
}

#endif /* WM_NAT_H */
