/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
#ifndef WM_ABI_LPM_H
#define WM_ABI_LPM_H

#include <linux/types.h>

/*
 * Longest-prefix match. One structure serves routes (v4 and v6), and every field
 * of the classifier whose values form ranges: a key is up to 128 bits, left
 * aligned, and the answer ("leaf") is a 30-bit number whose meaning is the user's.
 *
 * A ref is one 32-bit word:
 *
 *   31 30 29   25 24                       0
 *   +----+-------+-------------------------+
 *   |tag | bits  | offset / WM_LPM_UNIT    |   tag ARRAY, SPARSE, SKIP
 *   +----+-------+-------------------------+
 *   | 0  | leaf (30 bits)                  |   tag LEAF
 *   +----+---------------------------------+
 *
 * LEAF   the search ends. Leaf 0: no prefix but perhaps 0/0 covers the key, and
 *        the answer is wm_lpm.otherwise.
 * ARRAY  the next `bits` (1..16) bits of the key index 2^bits refs at the offset.
 * SPARSE the next WM_LPM_STRIDE bits index 64 slots, of which runs of equal refs
 *        are stored once: wm_lpm_sparse.
 * SKIP   all prefixes below share the next `skip` bits; a key without them ends
 *        at `other`: wm_lpm_skip, which is a SPARSE block behind a header.
 *
 * The shape (which tag where) is the writer's choice; the reader follows any.
 * Blocks are immutable once published: a change copies the path to it.
 */
#define WM_LPM_UNIT 16
#define WM_LPM_STRIDE 6
#define WM_LPM_STEPS 24 /* refs followed at most: ceil(128 / 6) + 2 */

#define WM_LPM_TAG_SHIFT 30
#define WM_LPM_BITS_SHIFT 25
#define WM_LPM_BITS_MASK 0x1f
#define WM_LPM_OFFSET_MASK 0x1ffffff
#define WM_LPM_LEAF_MASK 0x3fffffff

enum wm_lpm_tag {
	WM_LPM_LEAF = 0,
	WM_LPM_ARRAY = 1,
	WM_LPM_SPARSE = 2,
	WM_LPM_SKIP = 3,
};

/*
 * Slot s (0..63, the next six bits of the key) has the ref
 * refs[popcount(starts & ((2 << s) - 1)) - 1]; bit s of `starts` is set where the
 * ref of slot s differs from that of slot s - 1. Bit 0 is always set.
 */
struct wm_lpm_sparse {
	__u64 starts;
	__u32 refs[]; /* popcount(starts) of them */
};

struct wm_lpm_skip {
	__u64 key;   /* the shared bits, left aligned, zero beyond `skip` */
	__u32 skip;  /* 1..63, bits */
	__u32 other; /* a LEAF: the answer for a key that does not share them */
	struct wm_lpm_sparse sparse;
};

/* One table of one family, or one field of the classifier. */
struct wm_lpm {
	__u32 root;      /* ref; LEAF 0: empty */
	__u32 otherwise; /* leaf of the prefix 0/0, held outside the trie; 0: none */
};

/*
 * Arrays of records in copy-on-write pages: `pages` is the offset of
 * ceil(count / WM_PAGE) offsets of pages of WM_PAGE records each. Index 0 is
 * never a record: 0 means "none".
 */
#define WM_PAGE 256
#define WM_PAGE_SHIFT 8

struct wm_array {
	__u32 pages;
	__u32 count; /* indices 0..count-1 exist */
};

#endif /* WM_ABI_LPM_H */
