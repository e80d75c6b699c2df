/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
#ifndef WM_ABI_OUTCOME_H
#define WM_ABI_OUTCOME_H

#include <linux/types.h>

/*
 * What became of a packet. The names are public: they stand in metrics, in
 * `explain` and in the documentation. New ones go at the end of their block.
 */
enum wm_reason {
	WM_REASON_NONE = 0,

	/* Untouched or exempt: the kernel's, unchanged. */
	WM_PASS_NO_GENERATION = 1,  /* nothing published yet */
	WM_PASS_NOT_ATTACHED = 2,   /* the generation does not name this interface */
	WM_PASS_NOT_IP = 3,
	WM_PASS_OTHER_HOST = 4,     /* not addressed to this node on the link */
	WM_PASS_VLAN = 5,           /* a tag on the parent device, VLAN 0 apart */
	WM_PASS_MALFORMED = 6,      /* a header that the kernel is to judge */
	WM_PASS_EXEMPT = 7,         /* loopback, link-local, DHCP, ND, ... */
	WM_PASS_OWN_ADDRESS = 8,    /* local delivery */
	WM_PASS_PROTECTED = 9,      /* a protected prefix */
	WM_PASS_KERNEL_ROUTE = 10,  /* the kernel's own route is the best */
	WM_PASS_NO_ROUTE = 11,      /* no table claims it */
	WM_PASS_RULE = 12,          /* a rule says Pass */
	WM_PASS_RULE_LIMIT = 13,    /* WM_RULE_TRIES lookups found nothing */
	WM_PASS_EXTENSION_HEADERS = 14, /* more than six IPv6 extension headers */
	WM_PASS_CORRUPT = 15,       /* the store holds something impossible: a bug, never a drop */
	WM_PASS_FRAGMENT_UNKNOWN = 16, /* a later fragment whose first one was not seen */
	WM_PASS_MULTICAST_INPUT = 20,   /* not by the multicast route's input interface: no copies */
	WM_PASS_MULTICAST_TTL = 21,     /* used up: no copies */
	WM_PASS_MULTICAST_OPTIONS = 22, /* IPv4 options, hop-by-hop or routing header: no copies */

	/* Handed to the kernel with a mark: the Kernel path. */
	WM_KERNEL_FORWARD = 32,     /* the interface's path is Kernel */
	WM_KERNEL_TTL = 33,
	WM_KERNEL_OPTIONS = 34,     /* IPv4 options, or IPv6 hop-by-hop and routing headers */
	WM_KERNEL_FRAGMENT = 35,    /* a later fragment */
	WM_KERNEL_MTU = 36,
	WM_KERNEL_NO_L2 = 37,       /* the next hop's device has no link-layer header */
	WM_KERNEL_LOCAL = 38,       /* route type Local */
	WM_KERNEL_UNREACHABLE = 39,
	WM_KERNEL_PROHIBIT = 40,
	WM_KERNEL_REJECT = 41,      /* a rule says Reject */
	WM_KERNEL_REDIRECT_FAILED = 42,
	WM_KERNEL_NAT = 43,         /* the kernel translates this flow */
	WM_KERNEL_NAT_UNKNOWN = 44, /* it translates some, and has not said whether this one */

	/* Redirected to the neighbour: the Fast path. */
	WM_FAST_FORWARD = 64,
	WM_FAST_MULTICAST = 65,     /* copies for the outputs; the packet itself is the kernel's */

	/* Dropped. */
	WM_DROP_BLACKHOLE = 96,
	WM_DROP_RULE = 97,
	WM_DROP_SOURCE_CHECK = 98,
	WM_DROP_NO_NEXT_HOP = 99,   /* the group is empty: a route that should have been withdrawn */
	WM_DROP_LIMIT = 100,        /* over the limit of the rule that matched */
	WM_DROP_FRAG_TINY = 101,    /* a first fragment without a whole transport header */
	WM_DROP_REJECT = 102,       /* a rule rejects what was for the node; answered by us */

	/* Dropped copies of a WM_FAST_MULTICAST packet, counted beside it. */
	WM_DROP_MULTICAST_MTU = 108,    /* longer than that output allows */
	WM_DROP_MULTICAST_OUTPUT = 109, /* that output's device, or memory, refused it */

	WM_REASON_COUNT = 128,
};

enum wm_verdict {
	WM_VERDICT_PASS = 0,   /* the kernel, unchanged */
	WM_VERDICT_KERNEL = 1, /* the kernel, marked */
	WM_VERDICT_FAST = 2,   /* redirected */
	WM_VERDICT_DROP = 3,
};

/* Values of the per-CPU maps wm_reasons (by enum wm_reason) and wm_counters. */
struct wm_count {
	__u64 packets;
	__u64 bytes; /* skb->len less the link-layer header: IP bytes, a GSO packet counted whole */
};

#define WM_COUNTERS_MAX 16384

/*
 * What the twin of the live program says of one packet (map wm_trace, one value).
 * 0 where the packet did not come that far.
 */
struct wm_trace {
	__u64 generation;
	__u32 verdict; /* enum wm_verdict */
	__u32 reason;  /* enum wm_reason */
	__u32 rule;    /* 1 + index of the rule whose action was taken */
	__u32 table;
	__u32 route;
	__u32 group;
	__u32 bucket;
	__u32 next_hop;
	__u32 ifindex; /* output interface */
	__u32 mark;
	__u32 tries;   /* lookups of rules */
	__u32 hash;    /* of the flow */
	__u32 own;     /* route to the node's own address that the packet is for; 0: it is not */
	__u32 pad;
};

#endif /* WM_ABI_OUTCOME_H */
