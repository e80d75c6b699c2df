/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * control.h: which generation a run sees.
 *
 * The control word is read once by each run, and everything else is reached from
 * the generation that it names: that is what makes one packet see one
 * configuration. Nobody else may read it.
 */
#ifndef WM_CONTROL_H
#define WM_CONTROL_H

#include "store.h"

static __always_inline const struct wm_generation *wm_generation_in(const void *store, __u32 slot)
{
	if (slot >= WM_SLOTS)
		return 0;
	return wm_store_at(store, WM_SLOT_BASE + (__u64)slot * WM_SLOT_STRIDE,
			   sizeof(struct wm_generation));
}

struct wm_control {
	__u32 phase; /* enum wm_phase */
	__u32 slot;  /* the active generation's */
};

static __always_inline struct wm_control wm_control_read(const void *store)
{
	const struct wm_store *header = store;
	__u64 word = *(const volatile __u64 *)&header->control;
	struct wm_control control = {
		.phase = word >> WM_CONTROL_PHASE_SHIFT & 0xff,
		.slot = word >> WM_CONTROL_ACTIVE_SHIFT & 0xff,
	};

	return control;
}

#endif /* WM_CONTROL_H */
