/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * lpm.h: key -> leaf. The shape of the trie is drawn in abi.h.
 *
 * One walk serves every table of both families and the classifier's fields. It
 * consumes the key from the left by shifting it, so no position is kept. What
 * costs is each load that depends on the one before; the shapes are made so that
 * an address meets few of them, and the walk adds nothing between two loads but
 * shifts and one well-predicted compare.
 */
#ifndef WM_LPM_H
#define WM_LPM_H

#include <stdbool.h>
#include <stddef.h>
#include "store.h"

/* Not a leaf: the trie holds something impossible. */
#define WM_LPM_CORRUPT 0xffffffff

static __always_inline __u32 wm_popcount(__u64 word)
{
	word -= word >> 1 & 0x5555555555555555ull;
	word = (word & 0x3333333333333333ull) + (word >> 2 & 0x3333333333333333ull);
	word = (word + (word >> 4)) & 0x0f0f0f0f0f0f0f0full;
	return word * 0x0101010101010101ull >> 56;
}

/*
 * A key is up to 128 bits, left aligned in hi and lo; `wide` (a constant) says
 * whether lo counts. The answer is a leaf, 0 where no prefix of the trie covers
 * the key, or WM_LPM_CORRUPT.
 */
static __always_inline __u32 wm_lpm_walk(const void *store, __u32 ref, __u64 hi, __u64 lo,
					 const bool wide)
{
	const __u64 size = wm_store_size;

	for (int step = 0; step < WM_LPM_STEPS; step++) {
		__u32 tag = ref >> WM_LPM_TAG_SHIFT;
		__u64 offset = (__u64)(ref & WM_LPM_OFFSET_MASK) * WM_LPM_UNIT;
		__u32 bits = ref >> WM_LPM_BITS_SHIFT & WM_LPM_BITS_MASK;

		if (tag == WM_LPM_LEAF)
			return ref;
		if (tag == WM_LPM_SKIP) {
			const struct wm_lpm_skip *skip;

			wm_opaque(offset);
			if (offset > size - sizeof(*skip))
				return WM_LPM_CORRUPT;
			skip = store + offset;
			bits = skip->skip;
			if (bits - 1 > 62)
				return WM_LPM_CORRUPT;
			if ((hi ^ skip->key) >> (64 - bits))
				return skip->other & WM_LPM_LEAF_MASK;
			hi = hi << bits | (wide ? lo >> (64 - bits) : 0);
			if (wide)
				lo <<= bits;
			offset += offsetof(struct wm_lpm_skip, sparse);
		}
		if (tag == WM_LPM_ARRAY) {
			offset += hi >> (64 - bits) << 2;
		} else {
			wm_opaque(offset);
			if (offset > size - sizeof(__u64))
				return WM_LPM_CORRUPT;
			bits = 63 - (hi >> (64 - WM_LPM_STRIDE));
			offset += sizeof(__u64) - sizeof(__u32) +
				  wm_popcount(*(const __u64 *)(store + offset) << bits) * 4;
			bits = WM_LPM_STRIDE;
		}
		hi = hi << bits | (wide ? lo >> (64 - bits) : 0);
		if (wide)
			lo <<= bits;
		wm_opaque(offset);
		if (offset > size - sizeof(__u32))
			return WM_LPM_CORRUPT;
		ref = *(const __u32 *)(store + offset);
	}
	return WM_LPM_CORRUPT;
}

/* Global functions: the verifier proves each once, whoever calls it. */
__noinline __u32 wm_lpm_find32(__u32 root, __u32 key)
{
	const void *store = wm_store_get();

	return store ? wm_lpm_walk(store, root, (__u64)key << 32, 0, false) : WM_LPM_CORRUPT;
}

__noinline __u32 wm_lpm_find128(__u32 root, __u64 hi, __u64 lo)
{
	const void *store = wm_store_get();

	return store ? wm_lpm_walk(store, root, hi, lo, true) : WM_LPM_CORRUPT;
}

/* The leaf for a key of either family, 0/0 included; 0: nothing. */
static __always_inline __u32 wm_lpm_lookup(const struct wm_lpm *lpm, __u64 hi, __u64 lo,
					   const __u32 family)
{
	__u32 root = lpm->root;
	__u32 leaf = 0;

	if (root)
		leaf = family == WM_FAMILY_V4 ? wm_lpm_find32(root, hi >> 32)
					      : wm_lpm_find128(root, hi, lo);
	return leaf ? leaf : lpm->otherwise;
}

#endif /* WM_LPM_H */
