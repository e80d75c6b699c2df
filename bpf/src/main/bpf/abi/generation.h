/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
#ifndef WM_ABI_GENERATION_H
#define WM_ABI_GENERATION_H

#include "lpm.h"

/*
 * A generation: one whole configuration, written before it is published and
 * never changed after.
 *
 * tables[f][0] holds the node's own and broadcast addresses (leaves are
 * WM_ROUTE_PROTECTED routes); 1..254 are the routing tables. f is 0 for IPv4, 1
 * for IPv6.
 */
#define WM_TABLES 256
#define WM_TABLE_OWN 0
#define WM_TABLE_DEFAULT 253
#define WM_TABLE_MAIN 254

enum wm_generation_flags {
	WM_GENERATION_NAT = 1 << 0, /* the kernel translates addresses: the Fast path asks conntrack */
};

struct wm_generation {
	__u64 number;    /* counts up from 1, also over restarts */
	__u8 digest[32]; /* SHA-256 root digest of the desired state */
	__u32 abi;
	__u32 checksum;  /* CRC-32C of this record with this field 0 */
	__u32 mark_mask; /* the bits of skb->mark that are ours to write */
	__u32 flags;     /* enum wm_generation_flags */
	struct wm_array routes;
	struct wm_array groups;
	struct wm_array next_hops;
	__u32 classifier[2]; /* offset of a wm_classifier for each family; 0: no rules */
	__u32 to_node[2];    /* likewise, for packets to the node's own addresses */
	__u32 interfaces;    /* offset of wm_interfaces */
	__u32 pad;
	struct wm_lpm tables[2][WM_TABLES];
};

#endif /* WM_ABI_GENERATION_H */
