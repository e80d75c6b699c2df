/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * packet.h: what the headers say, once they were read.
 */
#ifndef WM_PACKET_H
#define WM_PACKET_H

#include <stdbool.h>
#include <linux/bpf.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>
#include "abi.h"

enum wm_packet_flags {
	WM_PACKET_OPTIONS = 1 << 0,        /* IPv4 options, IPv6 hop-by-hop or routing header */
	WM_PACKET_FRAGMENT = 1 << 1,       /* any fragment, the first one too */
	WM_PACKET_LATER_FRAGMENT = 1 << 2, /* a fragment without the transport header */
};

struct wm_packet {
	__u64 source_hi; /* addresses as keys: host order, left aligned; v4 in the top 32 bits */
	__u64 source_lo;
	__u64 destination_hi;
	__u64 destination_lo;
	__u32 bytes;    /* what counters count: skb->len less the link-layer header */
	__u32 length;   /* of the IP packet, as its header says; bytes of a jumbogram (BIG TCP) */
	__u32 network;  /* offset of the IP header in the frame */
	__u32 transport; /* offset of the transport header; 0: this packet has none */
	__u32 fragment_id; /* network order; of fragments only */
	__u32 ttl_word; /* IPv4: TTL, protocol and checksum as they lie in the header */
	__u8 family;    /* enum wm_family */
	__u8 protocol;  /* of the transport header */
	__u8 ttl;       /* or hop limit */
	__u8 dscp;
	__u8 flags;     /* enum wm_packet_flags */
	__u8 pad[3];
};

/* Copies what may lie outside the linear part; false when the frame is shorter. */
static __always_inline bool wm_packet_read(struct __sk_buff *skb, __u32 offset, void *to,
					   __u32 length)
{
	return bpf_skb_load_bytes(skb, offset, to, length) == 0;
}

/* The same within the IP packet: what lies behind it is padding, and no content. */
static __always_inline bool wm_content_read(struct __sk_buff *skb, const struct wm_packet *packet,
					    __u32 offset, void *to, __u32 length)
{
	return offset + length <= packet->network + packet->length &&
	       wm_packet_read(skb, offset, to, length);
}

/* A group of receivers, by the first bits of its address. */
static __always_inline bool wm_key_is_multicast(__u32 family, __u64 hi)
{
	return family == WM_FAMILY_V4 ? hi >> 60 == 0xe : hi >> 56 == 0xff;
}

static __always_inline bool wm_is_multicast(const struct wm_packet *packet)
{
	return wm_key_is_multicast(packet->family, packet->destination_hi);
}

#endif /* WM_PACKET_H */
