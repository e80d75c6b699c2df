/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * kernel_path.h: mark the packet and hand it over.
 *
 * A kernel rule finds the next hop's own small table by the mark; netfilter, NAT,
 * TTL, MTU and ICMP stay the kernel's. Only bits inside the generation's mask are
 * written: the rest of the mark is somebody else's.
 */
#ifndef WM_KERNEL_PATH_H
#define WM_KERNEL_PATH_H

#include "packet.h"
#include "verdict.h"

static __always_inline int wm_kernel_path(struct __sk_buff *skb,
					  const struct wm_generation *generation,
					  const struct wm_decision *decision)
{
	__u32 mask = generation->mark_mask;

	skb->mark = (skb->mark & ~mask) | (decision->trace.mark & mask);
	return WM_TCX_NEXT;
}

#endif /* WM_KERNEL_PATH_H */
