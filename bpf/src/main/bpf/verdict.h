/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * verdict.h: what a run decided, before anything is done about it.
 *
 * Deciding writes only here; acting (kernel_path.h, fast_path.h, drop.h) reads
 * it. The twin of the live program decides by the same code, and does not act.
 */
#ifndef WM_VERDICT_H
#define WM_VERDICT_H

#include <stdbool.h>
#include "abi.h"

/* The kernel's own names came with 6.6's headers. */
#define WM_TCX_NEXT (-1)
#define WM_TCX_DROP 2

struct wm_decision {
	struct wm_trace trace; /* reason and verdict last, by wm_verdict_of */
	const struct wm_interface *interface;
	const struct wm_next_hop *next_hop;
	const struct wm_rule *rule; /* whose action is taken */
	__u32 mtu;              /* the route's, bytes; 0: none */
	__u32 rule_counter;
	__u32 route_counter;
	__u32 next_hop_counter;
	bool live;              /* the twin charges no limit and remembers no fragment */
};

/* Reasons come in blocks of 32, in the order of enum wm_verdict. */
static __always_inline enum wm_verdict wm_verdict_of(__u32 reason)
{
	return reason >> 5;
}

_Static_assert(WM_PASS_CORRUPT >> 5 == WM_VERDICT_PASS, "reasons that pass");
_Static_assert(WM_KERNEL_FORWARD >> 5 == WM_VERDICT_KERNEL, "reasons of the Kernel path");
_Static_assert(WM_FAST_FORWARD >> 5 == WM_VERDICT_FAST, "reasons of the Fast path");
_Static_assert(WM_DROP_BLACKHOLE >> 5 == WM_VERDICT_DROP, "reasons to drop");

#endif /* WM_VERDICT_H */
