/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * bench_rules.h: the product's classifier, and the same rules asked one after the
 * other. A key says what a packet has: hi is source and destination; lo is source port,
 * destination port, the lower half of the mark, DSCP and protocol.
 */
#ifndef WM_BENCH_RULES_H
#define WM_BENCH_RULES_H

#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>
#include "bench_run.h"
#include "classify.h"

struct wm_bench_rule {
	__u32 from, from_mask;
	__u32 to, to_mask;
	__u32 mark, mark_mask;
	__u16 source_port, source_port_last; /* 0 to 65535: any */
	__u16 destination_port, destination_port_last;
	__u32 ifindex;  /* 0: any */
	__u32 protocol; /* 256: any */
	__u32 dscp;     /* 64: any */
	__u32 icmp;     /* 1 << 16 | type << 8 | code; 0: any */
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(map_flags, BPF_F_MMAPABLE);
	__uint(max_entries, 1);
	__uint(key_size, sizeof(__u32));
	__uint(value_size, WM_RULES_MAX * sizeof(struct wm_bench_rule));
} wm_bench_rules SEC(".maps");

struct wm_bench_rules_run {
	struct wm_bench_run loop;
	struct wm_subject subject;
	__u32 classifier;
	__u32 count;
	__u32 answer;
};

static __always_inline void wm_bench_subject(const struct wm_bench_key *key,
					     struct wm_subject *subject)
{
	subject->flow.source_hi = key->hi & 0xffffffff00000000ull;
	subject->flow.destination_hi = key->hi << 32;
	subject->flow.ports[0] = bpf_htons(key->lo >> 48);
	subject->flow.ports[1] = bpf_htons(key->lo >> 32);
	subject->flow.protocol = key->lo & 0xff;
	subject->mark = key->lo >> 16 & 0xffff;
	subject->dscp = key->lo >> 8 & 0x3f;
}

static long wm_step_rules(__u32 step, void *context)
{
	struct wm_bench_rules_run *run = context;
	const struct wm_bench_key *key = wm_bench_key(step, &run->loop);
	struct wm_rows rows = {};

	if (!key)
		return 1;
	wm_bench_subject(key, &run->subject);
	if (!wm_rows_find(run->classifier, &run->subject, &rows, true))
		return 1;
	return wm_bench_took(&run->loop, wm_rule_next(&rows, 0));
}

static long wm_step_rule(__u32 index, void *context)
{
	struct wm_bench_rules_run *run = context;
	const struct wm_subject *subject = &run->subject;
	const __u32 first = 0;
	const struct wm_bench_rule *rules = bpf_map_lookup_elem(&wm_bench_rules, &first);
	const struct wm_bench_rule *rule;
	__u32 from = subject->flow.source_hi >> 32, to = subject->flow.destination_hi >> 32;
	__u16 source = bpf_ntohs(subject->flow.ports[0]);
	__u16 destination = bpf_ntohs(subject->flow.ports[1]);

	if (!rules || index >= WM_RULES_MAX)
		return 1;
	rule = &rules[index];
	if ((from ^ rule->from) & rule->from_mask || (to ^ rule->to) & rule->to_mask ||
	    (rule->ifindex && rule->ifindex != run->loop.ifindex) ||
	    (rule->dscp < 64 && rule->dscp != subject->dscp) ||
	    (rule->protocol < 256 && rule->protocol != subject->flow.protocol) ||
	    source < rule->source_port || source > rule->source_port_last ||
	    destination < rule->destination_port || destination > rule->destination_port_last ||
	    (subject->mark ^ rule->mark) & rule->mark_mask ||
	    (rule->icmp && rule->icmp != subject->flow.icmp))
		return 0;
	run->answer = index;
	return 1;
}

static long wm_step_linear(__u32 step, void *context)
{
	struct wm_bench_rules_run *run = context;
	const struct wm_bench_key *key = wm_bench_key(step, &run->loop);

	if (!key)
		return 1;
	wm_bench_subject(key, &run->subject);
	run->answer = run->count;
	bpf_loop(run->count, wm_step_rule, run, 0);
	return wm_bench_took(&run->loop, run->answer);
}

#endif /* WM_BENCH_RULES_H */
