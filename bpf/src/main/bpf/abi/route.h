/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
#ifndef WM_ABI_ROUTE_H
#define WM_ABI_ROUTE_H

#include <linux/types.h>

/*
 * Routes. A leaf of a table is the index of a wm_route. Routes that say the same
 * share one record, however many prefixes they are.
 */
enum wm_route_type {
	WM_ROUTE_NONE = 0,
	WM_ROUTE_UNICAST = 1,
	WM_ROUTE_LOCAL = 2,       /* deliver to this host: Kernel path, `mark` */
	WM_ROUTE_BLACKHOLE = 3,   /* drop, counted */
	WM_ROUTE_UNREACHABLE = 4, /* the kernel's ICMP: Kernel path, `mark` */
	WM_ROUTE_PROHIBIT = 5,    /* the kernel's ICMP: Kernel path, `mark` */
	WM_ROUTE_THROW = 6,       /* go on with the next rule */
	WM_ROUTE_KERNEL = 7,      /* a kernel's own route, mirrored: leave the packet alone */
	WM_ROUTE_PROTECTED = 8,   /* a protected prefix: leave the packet alone */
	WM_ROUTE_MULTICAST = 9,   /* a copy for each output of the group; serves groups of receivers only */
};

struct wm_route {
	__u8 type; /* enum wm_route_type */
	__u8 prefix_length; /* told in tables that a suppressing rule names, else 0 */
	__u16 mtu;     /* bytes; 0: the device's */
	__u32 group;   /* index of a wm_group; UNICAST and MULTICAST only */
	__u32 mark;    /* bits inside mark_mask; LOCAL, UNREACHABLE, PROHIBIT */
	__u32 counter; /* index into wm_counters; 0: none */
};

/*
 * A next-hop group: one next hop, a resilient table of buckets, or, for MULTICAST,
 * a list of which each gets a copy.
 */
#define WM_GROUP_BITS_MAX 16
#define WM_GROUP_EACH 255

struct wm_group {
	__u32 bucket_bits; /* 2^bucket_bits buckets; 0: single; WM_GROUP_EACH: a copy for each */
	__u32 target;      /* index of a wm_next_hop; offset of __u32 indices; of a wm_outputs */
};

#define WM_OUTPUTS_MAX 32

struct wm_output {
	__u32 next_hop;   /* index of a wm_next_hop without a gateway */
	__u8 source[6];   /* link-layer address of its device; zero if it has none */
	__u8 pad[2];
};

struct wm_outputs {
	__u32 input; /* ifindex that the group's packets must come in by; never an output */
	__u32 count; /* 1..WM_OUTPUTS_MAX */
	struct wm_output outputs[];
};

enum wm_next_hop_flags {
	WM_NEXT_HOP_ONLINK = 1 << 0, /* no gateway: the destination itself is the neighbour */
	WM_NEXT_HOP_NO_L2 = 1 << 1,  /* the device has no link-layer header: never the Fast path */
};

enum wm_family {
	WM_FAMILY_NONE = 0,
	WM_FAMILY_V4 = 4,
	WM_FAMILY_V6 = 6,
};

struct wm_next_hop {
	__u32 ifindex;
	__u32 mark;       /* Kernel path: bits inside mark_mask that its kernel table is chosen by */
	__u8 gateway[16]; /* network order; v4 in the first four bytes */
	__u8 family;      /* enum wm_family, of the gateway; NONE: on link */
	__u8 flags;       /* enum wm_next_hop_flags */
	__u16 mtu;        /* bytes, of the device */
	__u32 counter;    /* index into wm_counters; 0: none */
};

#endif /* WM_ABI_ROUTE_H */
