/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * table.h: address and table -> route.
 */
#ifndef WM_TABLE_H
#define WM_TABLE_H

#include "control.h"
#include "lpm.h"
#include "nexthop.h"

static __always_inline __u32 wm_family_index(__u32 family)
{
	return family == WM_FAMILY_V6;
}

/* The leaf that table `table` has for the key, 0/0 included; 0: none; or WM_LPM_CORRUPT. */
static __always_inline __u32 wm_table_leaf(const void *store,
					   const struct wm_generation *generation, __u32 family,
					   __u32 table, __u64 hi, __u64 lo)
{
	if (table >= WM_TABLES)
		return WM_LPM_CORRUPT;
	return family == WM_FAMILY_V4
		       ? wm_lpm_lookup(store, &generation->tables[0][table], hi, 0, WM_FAMILY_V4)
		       : wm_lpm_lookup(store, &generation->tables[1][table], hi, lo, WM_FAMILY_V6);
}

/*
 * The index of the route that table `table` has for the key; 0: it has none, or
 * says Throw; or WM_LPM_CORRUPT. Groups of receivers are served by Multicast
 * routes and nothing else: another route is as if nothing were found. A function
 * of its own, because the verifier then proves it once.
 */
__noinline __u32 wm_table_find(__u32 slot, __u32 family, __u32 table, __u64 hi, __u64 lo)
{
	const void *store = wm_store_get();
	const struct wm_generation *generation;
	const struct wm_route *route;
	__u32 leaf;

	if (!store)
		return WM_LPM_CORRUPT;
	generation = wm_generation_in(store, slot);
	if (!generation)
		return WM_LPM_CORRUPT;
	leaf = wm_table_leaf(store, generation, family, table, hi, lo);
	if (!leaf || leaf == WM_LPM_CORRUPT)
		return leaf;
	route = wm_route_at(store, generation, leaf);
	if (!route)
		return WM_LPM_CORRUPT;
	if (wm_key_is_multicast(family, hi) != (route->type == WM_ROUTE_MULTICAST))
		return 0;
	return route->type == WM_ROUTE_THROW ? 0 : leaf;
}

#endif /* WM_TABLE_H */
