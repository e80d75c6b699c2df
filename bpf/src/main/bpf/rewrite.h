/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * rewrite.h: what the rule whose action is taken changes in the packet: DSCP and
 * bits of the mark. Before the packet goes its way, whichever that is.
 */
#ifndef WM_REWRITE_H
#define WM_REWRITE_H

#include <stddef.h>
#include <linux/ip.h>
#include "checksum.h"
#include "packet.h"

/* The sum over the whole header stays, and with it skb->csum. */
static __always_inline void wm_dscp_write_v4(struct __sk_buff *skb, struct wm_packet *packet,
					     __u32 dscp)
{
	__u32 word = wm_ttl_word_with_dscp(packet->ttl_word, packet->dscp, dscp);
	__u32 at = packet->network + offsetof(struct iphdr, tos);
	__u8 tos;

	if (!wm_packet_read(skb, at, &tos, sizeof(tos)))
		return;
	tos = (tos & 0x03) | dscp << 2;
	if (bpf_skb_store_bytes(skb, at, &tos, sizeof(tos), 0) ||
	    bpf_skb_store_bytes(skb, packet->network + offsetof(struct iphdr, ttl), &word,
				sizeof(word), 0))
		return;
	packet->ttl_word = word;
}

static __always_inline void wm_dscp_write_v6(struct __sk_buff *skb, const struct wm_packet *packet,
					     __u32 dscp)
{
	__be16 word;

	if (!wm_packet_read(skb, packet->network, &word, sizeof(word)))
		return;
	word = (word & bpf_htons(0xf03f)) | bpf_htons(dscp << 6);
	bpf_skb_store_bytes(skb, packet->network, &word, sizeof(word), BPF_F_RECOMPUTE_CSUM);
}

/* A function of its own, because the verifier then proves it once. */
__noinline int wm_dscp_write(struct __sk_buff *skb, struct wm_packet *packet, __u32 dscp)
{
	if (!packet)
		return 0;
	if (packet->family == WM_FAMILY_V4)
		wm_dscp_write_v4(skb, packet, dscp & 63);
	else
		wm_dscp_write_v6(skb, packet, dscp & 63);
	return 0;
}

static __always_inline void wm_rewrite(struct __sk_buff *skb, struct wm_packet *packet,
				       const struct wm_rule *rule)
{
	if (rule->flags & WM_RULE_SET_DSCP)
		wm_dscp_write(skb, packet, rule->dscp);
	if (rule->set_mask)
		skb->mark = (skb->mark & ~rule->set_mask) | (rule->set_mark & rule->set_mask);
}

#endif /* WM_REWRITE_H */
