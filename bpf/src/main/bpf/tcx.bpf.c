// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#include "lookup.h"
#include "abi_btf.h"
#include "counters.h"
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct wm_trace);
} wm_trace SEC(".maps");
SEC("tc")
int wm_ingress(struct __sk_buff *skb)
{
	wm_count_add(&wm_reasons, WM_PASS_NO_GENERATION, skb->len);
	return -1;
}
SEC("tc")
int wm_explain(struct __sk_buff *skb)
{
	__u32 zero = 0;
	struct wm_trace *t = bpf_map_lookup_elem(&wm_trace, &zero);
	wm_counter_add(skb->len & 1, 1);
	if (t) t->reason = 1;
	return -1;
}
SEC("tc")
int wm_lookup(struct __sk_buff *skb)
{
	(void)skb;
	return wm_queries_answer();
}
char _license[] SEC("license") = "Dual BSD/GPL";
