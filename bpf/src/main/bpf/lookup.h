/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * lookup.h: prefixes asked by user space through the live program's own lookup.
 *
 * User space fills wm_queries, runs the program once, and reads the leaves: this
 * is how a generation is read back before anybody calls it Ready.
 */
#ifndef WM_LOOKUP_H
#define WM_LOOKUP_H

#include <bpf/bpf_endian.h>
#include "table.h"

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(map_flags, BPF_F_MMAPABLE);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct wm_queries);
} wm_queries SEC(".maps");

/* bpf_loop's callback: 0 goes on, 1 ends. */
static long wm_query_answer(__u32 index, void *context)
{
	const struct wm_generation *generation;
	const void *store = wm_store_get();
	struct wm_queries *queries;
	const __u32 first = 0;
	struct wm_query *query;
	__u64 hi, lo = 0;

	(void)context;
	queries = bpf_map_lookup_elem(&wm_queries, &first);
	if (!store || !queries || index >= WM_QUERIES_MAX)
		return 1;
	query = &queries->queries[index];
	hi = (__u64)bpf_ntohl(*(const __u32 *)&query->address[0]) << 32;
	if (query->family != WM_FAMILY_V4) {
		hi |= bpf_ntohl(*(const __u32 *)&query->address[4]);
		lo = (__u64)bpf_ntohl(*(const __u32 *)&query->address[8]) << 32 |
		     bpf_ntohl(*(const __u32 *)&query->address[12]);
	}
	generation = wm_generation_in(store, query->slot);
	query->leaf = generation ? wm_table_leaf(store, generation, query->family, query->table, hi,
						 lo)
				 : WM_LPM_CORRUPT;
	return 0;
}

static __always_inline int wm_queries_answer(void)
{
	const __u32 first = 0;
	struct wm_queries *queries = bpf_map_lookup_elem(&wm_queries, &first);
	long answered;

	if (!queries)
		return -1;
	answered = bpf_loop(queries->count, wm_query_answer, 0, 0);
	queries->answered = answered < 0 ? 0 : answered;
	return 0;
}

#endif /* WM_LOOKUP_H */
