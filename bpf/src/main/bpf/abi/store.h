/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
#ifndef WM_ABI_STORE_H
#define WM_ABI_STORE_H

#include <linux/types.h>

/*
 * The store: one value of one mmapable array map, a power of two in size.
 *
 *   0            wm_store          header and control word
 *   4096         wm_generation[0]  WM_SLOTS records, WM_SLOT_STRIDE apart
 *   ...
 *   WM_HEAP      allocator's       tries, pages of records, classifiers
 *   size
 */
#define WM_STORE_MAGIC 0x4b524d57 /* "WMRK" */
#define WM_SLOTS 32
#define WM_SLOT_STRIDE 4352
#define WM_SLOT_BASE 4096
#define WM_HEAP (WM_SLOT_BASE + WM_SLOTS * WM_SLOT_STRIDE) /* 143360 */
#define WM_STORE_MIN (1u << 20)
#define WM_STORE_MAX (1u << 29)

enum wm_phase {
	WM_PHASE_EMPTY = 0,     /* nothing was ever published: every packet is the kernel's */
	WM_PHASE_STABLE = 1,    /* active == stable */
	WM_PHASE_PROBATION = 2, /* active is on trial; stable is where a rollback goes */
};

/*
 * The control word, read once by each program run:
 *
 *   63            24 23   16 15    8 7     0
 *   +---------------+-------+-------+-------+
 *   | sequence (40) | phase | stable| active|
 *   +---------------+-------+-------+-------+
 *
 * active and stable are slot numbers. Publish, confirm and roll back are each
 * one compare-and-swap on it, and each adds 1 to the sequence.
 */
#define WM_CONTROL_ACTIVE_SHIFT 0
#define WM_CONTROL_STABLE_SHIFT 8
#define WM_CONTROL_PHASE_SHIFT 16
#define WM_CONTROL_SEQUENCE_SHIFT 24

struct wm_store {
	__u32 magic;
	__u32 abi;
	__u64 size;    /* bytes of the whole value */
	__u8 pad[48];  /* the control word has a cache line of its own */
	__u64 control;
	__u8 pad2[56];
};

#endif /* WM_ABI_STORE_H */
