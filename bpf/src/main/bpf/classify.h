/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * classify.h: packet -> the rules it matches, first one first.
 *
 * Each field's value belongs to a class, each class has a bitmap of the rules it
 * satisfies; a rule matches when its bit is set in the bitmaps of all fields. A
 * new field adds a row here and nothing elsewhere.
 */
#ifndef WM_CLASSIFY_H
#define WM_CLASSIFY_H

#include "lpm.h"
#include "packet.h"
#include "quote.h"
#include "store.h"

#define WM_RULE_CORRUPT 0xffffffff

/* One packet's bitmaps: offsets in the store. A 0 stands for all ones. */
struct wm_rows {
	__u32 offset[WM_FIELD_COUNT];
	__u32 count; /* rules */
};

static __always_inline __u32 wm_row(const struct wm_classifier *classifier, enum wm_field field,
				    __u32 class)
{
	__u32 bitmaps = classifier->bitmaps[field];

	return bitmaps ? bitmaps + class * classifier->words * sizeof(__u64) : 0;
}

/* An address's class. A function of its own, because the verifier then proves it once. */
__noinline __u32 wm_class_find(__u32 root, __u32 family, __u64 hi, __u64 lo)
{
	const void *store = wm_store_get();

	if (!store)
		return WM_LPM_CORRUPT;
	return family == WM_FAMILY_V4 ? wm_lpm_find(store, root, hi, 0, false)
				      : wm_lpm_find(store, root, hi, lo, true);
}

/* False: the classifier is corrupt. */
static __always_inline bool wm_rows_find(const struct wm_classifier *classifier,
					 const struct wm_packet *packet,
					 const struct wm_flow *match, __u32 interface_class,
					 struct wm_rows *rows)
{
	__u32 from = 0, to = 0;

	if (classifier->count > WM_RULES_MAX || classifier->words > WM_RULE_WORDS)
		return false;
	if (classifier->bitmaps[WM_FIELD_FROM])
		from = wm_class_find(classifier->from.root, packet->family, match->source_hi,
				     match->source_lo);
	if (classifier->bitmaps[WM_FIELD_TO])
		to = wm_class_find(classifier->to.root, packet->family, match->destination_hi,
				   match->destination_lo);
	from = from ? from : classifier->from.otherwise;
	to = to ? to : classifier->to.otherwise;
	if (from == WM_LPM_CORRUPT || to == WM_LPM_CORRUPT)
		return false;
	rows->count = classifier->count;
	rows->offset[WM_FIELD_FROM] = wm_row(classifier, WM_FIELD_FROM, from);
	rows->offset[WM_FIELD_TO] = wm_row(classifier, WM_FIELD_TO, to);
	rows->offset[WM_FIELD_INTERFACE] = wm_row(classifier, WM_FIELD_INTERFACE, interface_class);
	rows->offset[WM_FIELD_DSCP] =
		wm_row(classifier, WM_FIELD_DSCP, classifier->dscp_class[packet->dscp & 63]);
	return true;
}

/* The lowest set bit; clang 14 has no ctz for BPF. `word` is not 0. */
static __always_inline __u32 wm_lowest_bit(__u64 word)
{
	return wm_popcount((word & -word) - 1);
}

/*
 * The first rule at or after `from` that the packet matches, rows->count when
 * there is none, or WM_RULE_CORRUPT. A function of its own, because the verifier
 * then proves it once.
 */
__noinline __u32 wm_rule_next(const struct wm_rows *rows, __u32 from)
{
	const void *store = wm_store_get();
	__u64 wanted = ~0ull << (from & 63);

	if (!store || !rows)
		return WM_RULE_CORRUPT;
	for (__u32 word = from / 64; word < WM_RULE_WORDS; word++) {
		__u64 match = wanted;

		if (word * 64 >= rows->count)
			break;
		for (int field = 0; field < WM_FIELD_COUNT; field++) {
			const __u64 *bits;

			if (!rows->offset[field])
				continue;
			bits = wm_store_at(store, (__u64)rows->offset[field] + word * 8, 8);
			if (!bits)
				return WM_RULE_CORRUPT;
			match &= *bits;
		}
		if (match) {
			__u32 rule = word * 64 + wm_lowest_bit(match);

			return rule < rows->count ? rule : rows->count;
		}
		wanted = ~0ull;
	}
	return rows->count;
}

#endif /* WM_CLASSIFY_H */
