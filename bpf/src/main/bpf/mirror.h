/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * mirror.h: copies of packets, as they came in, for whoever listens at another
 * interface. Never back out of the interface they came in by.
 */
#ifndef WM_MIRROR_H
#define WM_MIRROR_H

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include "abi.h"

static __always_inline void wm_mirror(struct __sk_buff *skb, const struct wm_rule *rule)
{
	if (!rule->mirror || rule->mirror == skb->ifindex)
		return;
	if (bpf_get_prandom_u32() <= rule->mirror_below)
		bpf_clone_redirect(skb, rule->mirror, 0);
}

#endif /* WM_MIRROR_H */
