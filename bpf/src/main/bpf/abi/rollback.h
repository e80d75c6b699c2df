/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
#ifndef WM_ABI_ROLLBACK_H
#define WM_ABI_ROLLBACK_H

#include <linux/bpf.h> /* struct bpf_timer */

/*
 * The timer that takes an unconfirmed generation back (map wm_rollback, one
 * value, pinned beside the store). User space reads it and never writes it: an
 * update of the element would cancel the timer.
 */
struct wm_rollback {
	struct bpf_timer timer; /* the kernel's own; reads as zero */
	__u64 expected; /* control word of the publication on trial; 0: not armed */
	__u64 restore;  /* control word that takes it back */
	__u64 fired;    /* generations taken back since the map was made */
	__u64 taken;    /* control word that was replaced since the last disarm; 0: none */
	__u64 left;     /* control word that was left by that */
};

/* What arms it: the bytes behind the first WM_ROLLBACK_ORDER_AT of a test run's packet. */
#define WM_ROLLBACK_ORDER_AT 16

struct wm_rollback_order {
	__u64 expected;
	__u64 restore;
	__u64 timeout; /* nanoseconds, suspended time included */
};

#endif /* WM_ABI_ROLLBACK_H */
