// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/*
 * xdp.bpf.c: what is to be dropped, dropped in the driver.
 *
 * wm_early drops nothing that wm_ingress, which every packet passed on here meets
 * next, would not drop for the same reason. It asks the same rules in the same
 * order, a rule's mark apart, which XDP cannot see: so what matches here may be more
 * than what matches there, and never less. If the first that matches here asks for
 * nothing that XDP does not see (WM_RULE_EARLY), it is the first there, too. If not,
 * the packet is passed on, and so is one that is not plain (plain.h).
 *
 * A limit is charged at TCX, for what comes so far; here its bucket is looked at.
 * wm_early_explain decides alike, and neither counts nor tells.
 */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include "abi.h"
#include "classify.h"
#include "control.h"
#include "counters.h"
#include "events.h"
#include "interface.h"
#include "limit.h"
#include "plain.h"
#include "table.h"
#include "verdict.h"

struct wm_early {
	struct wm_packet packet;
	struct wm_subject subject;
	struct wm_rows rows;
	struct wm_decision decision;
};

/* Too much for a stack of 512 bytes. A CPU works on one packet at a time, a test run included. */
struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct wm_early);
} wm_early_now SEC(".maps");

/* The reason to drop by this rule, or 0. */
static __always_inline __u32 wm_early_reason(const struct wm_rule *rule,
					     const struct wm_packet *packet)
{
	if (!(rule->flags & WM_RULE_EARLY))
		return 0;
	if (rule->action == WM_RULE_DROP)
		return WM_DROP_RULE;
	return rule->limit_cost &&
			       wm_bucket_over(wm_bucket_find(rule, packet, false),
					      rule->limit_shift & WM_LIMIT_SHIFT_MASK,
					      wm_limit_cost(packet, rule, 1), rule->limit_depth,
					      WM_BUCKET_HOLD)
		       ? WM_DROP_LIMIT
		       : 0;
}

static __always_inline __u32 wm_early_by_rules(const void *store,
					       const struct wm_generation *generation,
					       __u32 slot, struct wm_early *now)
{
	const struct wm_packet *packet = &now->packet;
	const struct wm_classifier *classifier;
	const struct wm_rule *rule;
	__u32 own, offset, index;

	own = wm_table_find(slot, packet->family, WM_TABLE_OWN, packet->destination_hi,
			    packet->destination_lo);
	if (own == WM_LPM_CORRUPT)
		return 0;
	offset = own ? generation->to_node[wm_family_index(packet->family)]
		     : generation->classifier[wm_family_index(packet->family)];
	classifier = offset ? wm_store_at(store, offset, sizeof(*classifier)) : 0;
	if (!classifier || !wm_rows_find(offset, &now->subject, &now->rows, false))
		return 0;
	index = wm_rule_next(&now->rows, 0);
	if (index == WM_RULE_CORRUPT || index >= now->rows.count)
		return 0;
	rule = wm_store_at(store, (__u64)classifier->rules + index * sizeof(*rule), sizeof(*rule));
	if (!rule)
		return 0;
	now->decision.rule_counter = rule->counter;
	return wm_early_reason(rule, packet);
}

/* One packet, one generation: the control word is read here and nowhere else. */
static __always_inline __u32 wm_early_decide(struct xdp_md *xdp, struct wm_early *now)
{
	const void *store = wm_store_get();
	const struct wm_generation *generation;
	const struct wm_interface *interface;
	struct wm_control control;

	if (!store)
		return 0;
	control = wm_control_read(store);
	generation = control.phase == WM_PHASE_EMPTY ? 0 : wm_generation_in(store, control.slot);
	if (!generation)
		return 0;
	interface = wm_interface_find(store, generation, xdp->ingress_ifindex);
	if (!interface)
		return 0;
	__builtin_memset(now, 0, sizeof(*now));
	if (!wm_plain_read(xdp, interface, &now->packet, &now->subject.flow))
		return 0;
	now->subject.dscp = now->packet.dscp;
	now->subject.interface_class = interface->field_class;
	now->subject.family = now->packet.family;
	now->decision.trace.generation = generation->number;
	return wm_early_by_rules(store, generation, control.slot, now);
}

static __always_inline void wm_early_tell(struct xdp_md *xdp, const struct wm_early *now)
{
	struct wm_event_control *control = wm_event_wanted();
	struct wm_event_seen seen = {
		.ports = { now->subject.flow.ports[0], now->subject.flow.ports[1] },
		.input = xdp->ingress_ifindex,
	};
	struct wm_event *event;

	if (!control)
		return;
	event = wm_event_begin(control, WM_VERDICT_DROP);
	if (!event)
		return;
	wm_event_fill(&seen, &now->packet, &now->decision, event);
	bpf_ringbuf_submit(event, 0);
}

static __always_inline int wm_early_act(struct xdp_md *xdp, bool live)
{
	const __u32 first = 0;
	struct wm_early *now = bpf_map_lookup_elem(&wm_early_now, &first);
	__u32 reason = now ? wm_early_decide(xdp, now) : 0;

	if (!now || !reason)
		return XDP_PASS;
	now->decision.trace.reason = reason;
	now->decision.trace.verdict = WM_VERDICT_DROP;
	if (live && wm_counting) {
		wm_count_add(&wm_reasons, reason, now->packet.bytes);
		wm_counter_add(now->decision.rule_counter, now->packet.bytes);
		wm_early_tell(xdp, now);
	}
	return XDP_DROP;
}

SEC("xdp.frags")
int wm_early(struct xdp_md *xdp)
{
	return wm_early_act(xdp, true);
}

SEC("xdp.frags")
int wm_early_explain(struct xdp_md *xdp)
{
	return wm_early_act(xdp, false);
}

char _license[] SEC("license") = "Dual BSD/GPL";
