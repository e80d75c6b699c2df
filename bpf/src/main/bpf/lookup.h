/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * lookup.h: what user space asks through the live program's own code: addresses
 * in tables, and the records that their leaves lead to.
 *
 * User space fills wm_queries, runs the program once, and reads the answers: this
 * is how a generation is read back before anybody calls it Ready.
 */
#ifndef WM_LOOKUP_H
#define WM_LOOKUP_H

#include "table.h"

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(map_flags, BPF_F_MMAPABLE);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct wm_queries);
} wm_queries SEC(".maps");

/* `bytes` is a constant, a multiple of 4. */
static __always_inline __u32 wm_digest(const void *record, __u32 bytes)
{
	const __u32 *words = record;
	__u32 digest = 0;

	if (!record)
		return WM_LPM_CORRUPT;
	for (__u32 i = 0; i < bytes / sizeof(*words); i++)
		digest = (digest ^ words[i]) * WM_DIGEST_PRIME;
	return digest;
}

static __always_inline __u32 wm_query_member(const void *store,
					     const struct wm_generation *generation, __u32 group,
					     __u32 hash)
{
	const struct wm_group *found = wm_group_at(store, generation, group);
	__u32 bucket, index;

	if (!found || !wm_group_member(store, found, hash, &bucket, &index))
		return WM_LPM_CORRUPT;
	return index;
}

static __always_inline __u32 wm_query_find(const void *store,
					   const struct wm_generation *generation,
					   const struct wm_query *query)
{
	switch (query->question) {
	case WM_ASK_LEAF_V4:
		return wm_table_leaf(store, generation, WM_FAMILY_V4, query->table, query->hi, 0);
	case WM_ASK_LEAF_V6:
		return wm_table_leaf(store, generation, WM_FAMILY_V6, query->table, query->hi,
				     query->lo);
	case WM_ASK_ROUTE:
		return wm_digest(wm_route_at(store, generation, query->hi),
				 sizeof(struct wm_route));
	case WM_ASK_GROUP:
		return wm_digest(wm_group_at(store, generation, query->hi),
				 sizeof(struct wm_group));
	case WM_ASK_MEMBER:
		return wm_query_member(store, generation, query->hi, query->lo);
	case WM_ASK_NEXT_HOP:
		return wm_digest(wm_next_hop_at(store, generation, query->hi),
				 sizeof(struct wm_next_hop));
	default:
		return WM_LPM_CORRUPT;
	}
}

/* bpf_loop's callback: 0 goes on, 1 ends. */
static long wm_query_answer(__u32 index, void *context)
{
	const struct wm_generation *generation;
	const void *store = wm_store_get();
	struct wm_queries *queries;
	const __u32 first = 0;
	struct wm_query *query;

	(void)context;
	queries = bpf_map_lookup_elem(&wm_queries, &first);
	if (!store || !queries || index >= WM_QUERIES_MAX)
		return 1;
	query = &queries->queries[index];
	generation = wm_generation_in(store, queries->slot);
	query->answer = generation ? wm_query_find(store, generation, query) : WM_LPM_CORRUPT;
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
