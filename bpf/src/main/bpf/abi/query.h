/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
#ifndef WM_ABI_QUERY_H
#define WM_ABI_QUERY_H

#include <linux/types.h>

/*
 * Asking a generation through the live program's own code (map wm_queries, one
 * value, mmapable): user space fills `slot`, `count` and the queries, runs
 * wm_lookup, and reads the answers. What is not there, or impossible, is ~0.
 */
#define WM_QUERIES_MAX 8192
#define WM_DIGEST_PRIME 16777619 /* digest = (digest ^ word) * prime, from 0, over 32-bit words */

enum wm_question {
	WM_ASK_LEAF_V4 = 0,  /* address, `table` -> index of a wm_route; 0: none */
	WM_ASK_LEAF_V6 = 1,
	WM_ASK_ROUTE = 2,    /* hi: index -> digest of the wm_route */
	WM_ASK_GROUP = 3,    /* hi: index -> digest of the wm_group */
	WM_ASK_MEMBER = 4,   /* hi: index of a wm_group, lo: hash of a flow -> index of a wm_next_hop */
	WM_ASK_NEXT_HOP = 5, /* hi: index -> digest of the wm_next_hop */
};

struct wm_query {
	__u64 hi; /* host order, an address left aligned */
	__u64 lo;
	__u16 table;
	__u8 question; /* enum wm_question */
	__u8 pad;
	__u32 answer;
};

struct wm_queries {
	__u32 count;
	__u32 answered;
	__u32 slot; /* of the generation to ask */
	__u32 pad;
	struct wm_query queries[WM_QUERIES_MAX];
};

#endif /* WM_ABI_QUERY_H */
