// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/*
 * conntrack_probe.bpf.c: loads where nat.h can ask the kernel, and nowhere else.
 * Never attached, never run.
 */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include "nat.h"

SEC("tc")
int wm_conntrack_probe(struct __sk_buff *skb)
{
	struct wm_packet packet = { .family = WM_FAMILY_V4 };

	return wm_nat_reason(skb, &packet);
}

char _license[] SEC("license") = "Dual BSD/GPL";
