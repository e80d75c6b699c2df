/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * route.h: which route a packet takes by a table: one that a rule names, else main,
 * else default.
 */
#ifndef WM_ROUTE_H
#define WM_ROUTE_H

#include "packet.h"
#include "table.h"
#include "verdict.h"

/* 0: look on; else a reason. decision->trace.route is set when a route was found. */
static __always_inline __u32 wm_route_by_table(__u32 slot, const struct wm_packet *packet,
					       __u32 table, struct wm_decision *decision)
{
	__u32 route = wm_table_find(slot, packet->family, table, packet->destination_hi,
				    packet->destination_lo);

	if (route == WM_LPM_CORRUPT)
		return WM_PASS_CORRUPT;
	if (route) {
		decision->trace.table = table;
		decision->trace.route = route;
	}
	return 0;
}

/* 0, and decision->trace.route says which; or a reason. No rule found one. */
static __always_inline __u32 wm_route_find(__u32 slot, const struct wm_packet *packet,
					   struct wm_decision *decision)
{
	__u32 reason;

	reason = wm_route_by_table(slot, packet, WM_TABLE_MAIN, decision);
	if (reason || decision->trace.route)
		return reason;
	reason = wm_route_by_table(slot, packet, WM_TABLE_DEFAULT, decision);
	if (reason || decision->trace.route)
		return reason;
	return WM_PASS_NO_ROUTE;
}

#endif /* WM_ROUTE_H */
