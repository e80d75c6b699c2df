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
#include "store.h"
#include "subject.h"

#define WM_RULE_CORRUPT 0xffffffff
#define WM_ROWS 16 /* a power of two, at least WM_FIELD_COUNT */

/* One packet's bitmaps, of the fields that rules ask about: offsets in the store. */
struct wm_rows {
	__u32 offset[WM_ROWS];
	__u32 fields;
	__u32 count; /* rules */
};

_Static_assert(WM_ROWS >= WM_FIELD_COUNT, "rows for all fields");

static __always_inline void wm_row_add(const struct wm_classifier *classifier, enum wm_field field,
				       __u32 class, struct wm_rows *rows)
{
	__u32 at = rows->fields++;

	wm_opaque(at);
	at &= WM_ROWS - 1;
	wm_opaque(at);
	rows->offset[at] = classifier->bitmaps[field] + class * classifier->words * sizeof(__u64);
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
static __always_inline bool wm_row_by_trie(const struct wm_classifier *classifier,
					   enum wm_field field, __u32 family, __u64 hi, __u64 lo,
					   struct wm_rows *rows)
{
	__u32 class;

	if (!classifier->bitmaps[field])
		return true;
	class = wm_class_find(classifier->tries[field].root, family, hi, lo);
	if (!class)
		class = classifier->tries[field].otherwise;
	if (class == WM_LPM_CORRUPT)
		return false;
	wm_row_add(classifier, field, class, rows);
	return true;
}

static __always_inline bool wm_rows_by_flow(const struct wm_classifier *classifier,
					    const struct wm_flow *flow, __u32 family,
					    struct wm_rows *rows)
{
	return wm_row_by_trie(classifier, WM_FIELD_FROM, family, flow->source_hi, flow->source_lo,
			      rows) &&
	       wm_row_by_trie(classifier, WM_FIELD_TO, family, flow->destination_hi,
			      flow->destination_lo, rows) &&
	       wm_row_by_trie(classifier, WM_FIELD_SOURCE_PORT, WM_FAMILY_V4,
			      (__u64)bpf_ntohs(flow->ports[0]) << 48, 0, rows) &&
	       wm_row_by_trie(classifier, WM_FIELD_DESTINATION_PORT, WM_FAMILY_V4,
			      (__u64)bpf_ntohs(flow->ports[1]) << 48, 0, rows) &&
	       wm_row_by_trie(classifier, WM_FIELD_ICMP, WM_FAMILY_V4, (__u64)flow->icmp << 47, 0,
			      rows);
}

static __always_inline bool wm_rows_by_mark(const struct wm_classifier *classifier, __u32 mark,
					    struct wm_rows *rows)
{
#pragma unroll
	for (int i = 0; i < WM_MARK_MASKS; i++) {
		if (!wm_row_by_trie(classifier, WM_FIELD_MARK_0 + i, WM_FAMILY_V4,
				    (__u64)(mark & classifier->mark_masks[i]) << 32, 0, rows))
			return false;
	}
	return true;
}

static __always_inline void wm_rows_by_value(const struct wm_classifier *classifier,
					     const struct wm_subject *subject,
					     struct wm_rows *rows)
{
	if (classifier->bitmaps[WM_FIELD_INTERFACE])
		wm_row_add(classifier, WM_FIELD_INTERFACE, subject->interface_class, rows);
	if (classifier->bitmaps[WM_FIELD_DSCP])
		wm_row_add(classifier, WM_FIELD_DSCP, classifier->dscp_class[subject->dscp & 63],
			   rows);
	if (classifier->bitmaps[WM_FIELD_PROTOCOL])
		wm_row_add(classifier, WM_FIELD_PROTOCOL,
			   classifier->protocol_class[subject->flow.protocol & 255], rows);
}

/*
 * The rows of a packet in the classifier at `offset`. 0: it is corrupt. Without the
 * mark, which XDP does not know, a rule matches whatever mark it asks for. A
 * function of its own, because the verifier then proves it once.
 */
__noinline int wm_rows_find(__u32 offset, const struct wm_subject *subject, struct wm_rows *rows,
			    __u32 with_mark)
{
	const void *store = wm_store_get();
	const struct wm_classifier *classifier;

	if (!store || !subject || !rows)
		return 0;
	classifier = wm_store_at(store, offset, sizeof(*classifier));
	if (!classifier || classifier->count > WM_RULES_MAX || classifier->words > WM_RULE_WORDS)
		return 0;
	rows->fields = 0;
	rows->count = classifier->count;
	if (!wm_rows_by_flow(classifier, &subject->flow, subject->family, rows) ||
	    (with_mark && !wm_rows_by_mark(classifier, subject->mark, rows)))
		return 0;
	wm_rows_by_value(classifier, subject, rows);
	return 1;
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
		for (__u32 field = 0; field < WM_FIELD_COUNT; field++) {
			const __u64 *bits;

			if (field >= rows->fields)
				break;
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
