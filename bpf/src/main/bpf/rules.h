/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * rules.h: what the rules say of a packet: the first one that matches, or, after a
 * lookup that finds nothing, the next.
 */
#ifndef WM_RULES_H
#define WM_RULES_H

#include "classify.h"
#include "limit.h"
#include "nexthop.h"
#include "route.h"
#include "verdict.h"

/* Forgets a route that the rule does not count. False: the route is corrupt. */
static __always_inline bool wm_rule_suppress(const void *store,
					     const struct wm_generation *generation,
					     const struct wm_rule *rule,
					     struct wm_decision *decision)
{
	const struct wm_route *route;

	if (!rule->suppress || !decision->trace.route)
		return true;
	route = wm_route_at(store, generation, decision->trace.route);
	if (!route)
		return false;
	if (route->prefix_length < rule->suppress) {
		decision->trace.route = 0;
		decision->trace.table = 0;
	}
	return true;
}

static __always_inline __u32 wm_rule_lookup(const void *store,
					    const struct wm_generation *generation, __u32 slot,
					    const struct wm_packet *packet,
					    const struct wm_rule *rule,
					    struct wm_decision *decision)
{
	__u32 reason;

	decision->trace.tries++;
	reason = wm_route_by_table(slot, packet, rule->table, decision);
	if (reason)
		return reason;
	return wm_rule_suppress(store, generation, rule, decision) ? 0 : WM_PASS_CORRUPT;
}

static __always_inline __u32 wm_rule_act(const void *store, const struct wm_generation *generation,
					 __u32 slot, const struct wm_packet *packet,
					 const struct wm_rule *rule, bool own,
					 struct wm_decision *decision)
{
	switch (rule->action) {
	case WM_RULE_LOOKUP:
		/* What is for this node has no way to look up. */
		return own ? WM_PASS_CORRUPT
			   : wm_rule_lookup(store, generation, slot, packet, rule, decision);
	case WM_RULE_DROP:
		return WM_DROP_RULE;
	case WM_RULE_REJECT:
		if (own)
			return WM_DROP_REJECT;
		decision->trace.mark = rule->mark;
		return WM_KERNEL_REJECT;
	case WM_RULE_PASS:
		return WM_PASS_RULE;
	default:
		return WM_PASS_CORRUPT;
	}
}

/* The rule's action is taken, unless its limit stands against it. */
static __always_inline __u32 wm_rule_take(struct __sk_buff *skb, const struct wm_packet *packet,
					  const struct wm_rule *rule, __u32 offset, __u32 reason,
					  struct wm_decision *decision)
{
	decision->rule_counter = rule->counter;
	if (rule->limit_cost && wm_limit_over(skb, packet, offset, decision->live)) {
		decision->trace.route = 0;
		decision->trace.table = 0;
		return WM_DROP_LIMIT;
	}
	decision->rule = rule;
	return reason;
}

/*
 * What is being classified: too much for a stack of 512 bytes. A CPU works on one
 * packet at a time, a test run included.
 */
struct wm_classifying {
	struct wm_subject subject;
	struct wm_rows rows;
};

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct wm_classifying);
} wm_classifying SEC(".maps");

static __always_inline struct wm_classifying *
wm_classify_begin(const struct __sk_buff *skb, const struct wm_packet *packet,
		  const struct wm_decision *decision)
{
	const __u32 first = 0;
	struct wm_classifying *now = bpf_map_lookup_elem(&wm_classifying, &first);

	if (!now)
		return 0;
	now->subject = (struct wm_subject){
		.mark = skb->mark,
		.dscp = packet->dscp,
		.interface_class = decision->interface->field_class,
		.family = packet->family,
	};
	return now;
}

static __always_inline __u32 wm_subject_flags(const struct wm_classifier *classifier,
					      const struct wm_decision *decision)
{
	__u32 flags = decision->live ? WM_SUBJECT_REMEMBER : 0;

	return classifier->bitmaps[WM_FIELD_SOURCE_PORT] ||
			       classifier->bitmaps[WM_FIELD_DESTINATION_PORT] ||
			       classifier->bitmaps[WM_FIELD_ICMP]
		       ? flags | WM_SUBJECT_TRANSPORT
		       : flags;
}

/*
 * What the rules of the classifier at `offset` say. 0: nothing, or that
 * decision->trace.route is the route; else a reason. `own`: the packet is for one
 * of the node's own addresses.
 */
static __always_inline __u32 wm_rules(const void *store, const struct wm_generation *generation,
				      __u32 slot, __u32 offset, struct __sk_buff *skb,
				      const struct wm_packet *packet, bool own,
				      struct wm_decision *decision)
{
	const struct wm_classifier *classifier;
	struct wm_classifying *now;
	__u32 next = 0;
	__u32 reason;

	if (!offset)
		return 0;
	classifier = wm_store_at(store, offset, sizeof(*classifier));
	now = wm_classify_begin(skb, packet, decision);
	if (!classifier || !now)
		return WM_PASS_CORRUPT;
	reason = wm_subject_read(skb, packet, &now->subject, wm_subject_flags(classifier, decision));
	if (reason)
		return reason;
	if (!wm_rows_find(offset, &now->subject, &now->rows, true))
		return WM_PASS_CORRUPT;
	for (int tries = 0; tries < WM_RULE_TRIES; tries++) {
		const struct wm_rule *rule;
		__u64 at;
		__u32 index = wm_rule_next(&now->rows, next);

		if (index == WM_RULE_CORRUPT)
			return WM_PASS_CORRUPT;
		if (index >= now->rows.count)
			return 0;
		at = (__u64)classifier->rules + index * sizeof(*rule);
		rule = wm_store_at(store, at, sizeof(*rule));
		if (!rule)
			return WM_PASS_CORRUPT;
		reason = wm_rule_act(store, generation, slot, packet, rule, own, decision);
		if (reason || decision->trace.route) {
			decision->trace.rule = 1 + index;
			return wm_rule_take(skb, packet, rule, at, reason, decision);
		}
		next = index + 1;
	}
	return WM_PASS_RULE_LIMIT;
}

#endif /* WM_RULES_H */
