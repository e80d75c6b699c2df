/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * route.h: which route a packet takes: by the rules, then by the tables main and
 * default.
 */
#ifndef WM_ROUTE_H
#define WM_ROUTE_H

#include "classify.h"
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

static __always_inline __u32 wm_rule_act(__u32 slot, const struct wm_packet *packet,
					 const struct wm_rule *rule, struct wm_decision *decision)
{
	switch (rule->action) {
	case WM_RULE_LOOKUP:
		decision->trace.tries++;
		return wm_route_by_table(slot, packet, rule->table, decision);
	case WM_RULE_DROP:
		return WM_DROP_RULE;
	case WM_RULE_REJECT:
		decision->trace.mark = rule->mark;
		return WM_KERNEL_REJECT;
	case WM_RULE_PASS:
		return WM_PASS_RULE;
	default:
		return WM_PASS_CORRUPT;
	}
}

static __always_inline __u32 wm_route_by_rules(const void *store,
					       const struct wm_generation *generation, __u32 slot,
					       struct __sk_buff *skb,
					       const struct wm_packet *packet,
					       struct wm_decision *decision)
{
	__u32 offset = generation->classifier[wm_family_index(packet->family)];
	const struct wm_classifier *classifier;
	struct wm_flow match = {};
	struct wm_rows rows = {};
	__u32 next = 0;

	if (!offset)
		return 0;
	classifier = wm_store_at(store, offset, sizeof(*classifier));
	if (!classifier)
		return WM_PASS_CORRUPT;
	wm_flow_to_match(skb, packet, &match);
	if (!wm_rows_find(classifier, packet, &match, decision->interface->field_class, &rows))
		return WM_PASS_CORRUPT;
	for (int tries = 0; tries < WM_RULE_TRIES; tries++) {
		const struct wm_rule *rule;
		__u32 reason;
		__u32 index = wm_rule_next(&rows, next);

		if (index == WM_RULE_CORRUPT)
			return WM_PASS_CORRUPT;
		if (index >= rows.count)
			return 0;
		rule = wm_store_at(store, (__u64)classifier->rules + index * sizeof(*rule),
				   sizeof(*rule));
		if (!rule)
			return WM_PASS_CORRUPT;
		reason = wm_rule_act(slot, packet, rule, decision);
		if (reason || decision->trace.route) {
			decision->trace.rule = 1 + index;
			decision->rule_counter = rule->counter;
			return reason;
		}
		next = index + 1;
	}
	return WM_PASS_RULE_LIMIT;
}

/* 0, and decision->trace.route says which; or a reason. */
static __always_inline __u32 wm_route_find(const void *store,
					   const struct wm_generation *generation, __u32 slot,
					   struct __sk_buff *skb, const struct wm_packet *packet,
					   struct wm_decision *decision)
{
	__u32 reason = wm_route_by_rules(store, generation, slot, skb, packet, decision);

	if (reason || decision->trace.route)
		return reason;
	reason = wm_route_by_table(slot, packet, WM_TABLE_MAIN, decision);
	if (reason || decision->trace.route)
		return reason;
	reason = wm_route_by_table(slot, packet, WM_TABLE_DEFAULT, decision);
	if (reason || decision->trace.route)
		return reason;
	return WM_PASS_NO_ROUTE;
}

#endif /* WM_ROUTE_H */
