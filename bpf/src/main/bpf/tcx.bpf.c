// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/*
 * tcx.bpf.c: the way of a packet at TCX ingress.
 *
 * wm_ingress decides, acts, counts and tells. wm_explain decides and rewrites by
 * the same code and writes down what it saw. wm_lookup asks the tables by themselves.
 */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include "abi_btf.h"
#include "control.h"
#include "counters.h"
#include "decide.h"
#include "events.h"
#include "fast_path.h"
#include "kernel_path.h"
#include "lookup.h"
#include "mirror.h"
#include "multicast.h"
#include "reject.h"
#include "rewrite.h"
#include "verdict.h"

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct wm_trace);
} wm_trace SEC(".maps");

/* One packet, one generation: the control word is read here and nowhere else. */
static __always_inline const struct wm_generation *
wm_look(const void *store, struct __sk_buff *skb, struct wm_packet *packet,
	struct wm_decision *decision)
{
	struct wm_control control = wm_control_read(store);
	const struct wm_generation *generation;
	__u32 reason = WM_PASS_NO_GENERATION;

	packet->bytes = skb->len;
	generation = control.phase == WM_PHASE_EMPTY ? 0 : wm_generation_in(store, control.slot);
	if (generation) {
		decision->trace.generation = generation->number;
		reason = wm_decide(store, generation, control.slot, skb, packet, decision);
	} else if (control.phase != WM_PHASE_EMPTY) {
		reason = WM_PASS_CORRUPT;
	}
	decision->trace.reason = reason;
	decision->trace.verdict = wm_verdict_of(reason);
	if (reason == WM_PASS_CORRUPT)
		decision->rule = 0;
	return generation;
}

/*
 * Rewrites the packet and says where it goes. A header that cannot be written
 * leaves the packet to the Kernel path. The twin, whose packet is its own,
 * rewrites alike and sends nothing.
 */
static __always_inline int wm_act(struct __sk_buff *skb, const struct wm_generation *generation,
				  struct wm_packet *packet, struct wm_decision *decision)
{
	if (decision->live && decision->rule)
		wm_mirror(skb, decision->rule);
	if (decision->trace.reason == WM_DROP_REJECT)
		return wm_reject(skb, packet, decision->live);
	if (decision->trace.verdict == WM_VERDICT_DROP)
		return WM_TCX_DROP;
	if (decision->rule)
		wm_rewrite(skb, packet, decision->rule);
	if (!generation || decision->trace.verdict == WM_VERDICT_PASS)
		return WM_TCX_NEXT;
	if (decision->trace.reason == WM_FAST_MULTICAST) {
		if (decision->live)
			return wm_multicast_send(skb, generation, packet, decision->trace.group,
						 decision->mtu);
		/* What goes on to the kernel, for the receivers on this host. */
		wm_link_leave(skb, packet);
		return WM_TCX_NEXT;
	}
	if (decision->trace.verdict == WM_VERDICT_FAST && decision->next_hop) {
		if (wm_link_leave(skb, packet) && wm_ttl_decrement(skb, packet))
			return decision->live ? wm_fast_redirect(packet, decision->next_hop)
					      : WM_TCX_NEXT;
		decision->trace.reason = WM_KERNEL_REDIRECT_FAILED;
		decision->trace.verdict = WM_VERDICT_KERNEL;
	}
	return wm_kernel_path(skb, generation, decision);
}

static __always_inline void wm_count(const struct wm_packet *packet,
				     const struct wm_decision *decision)
{
	wm_count_add(&wm_reasons, decision->trace.reason, packet->bytes);
	wm_counter_add(decision->rule_counter, packet->bytes);
	wm_counter_add(decision->route_counter, packet->bytes);
	wm_counter_add(decision->next_hop_counter, packet->bytes);
}

SEC("tc")
int wm_ingress(struct __sk_buff *skb)
{
	const void *store = wm_store_get();
	const struct wm_generation *generation;
	struct wm_decision decision = { .live = true };
	struct wm_packet packet = {};
	int result;

	if (!store)
		return WM_TCX_NEXT;
	generation = wm_look(store, skb, &packet, &decision);
	result = wm_act(skb, generation, &packet, &decision);
	if (wm_counting) {
		wm_count(&packet, &decision);
		wm_event_tell(skb, &packet, &decision);
	}
	return result;
}

SEC("tc")
int wm_explain(struct __sk_buff *skb)
{
	const void *store = wm_store_get();
	const struct wm_generation *generation;
	struct wm_decision decision = {};
	struct wm_packet packet = {};
	struct wm_trace *trace;
	const __u32 first = 0;

	trace = bpf_map_lookup_elem(&wm_trace, &first);
	if (!store || !trace)
		return WM_TCX_NEXT;
	generation = wm_look(store, skb, &packet, &decision);
	wm_act(skb, generation, &packet, &decision);
	*trace = decision.trace;
	return WM_TCX_NEXT;
}

SEC("tc")
int wm_lookup(struct __sk_buff *skb)
{
	(void)skb;
	return wm_queries_answer();
}

char _license[] SEC("license") = "Dual BSD/GPL";
