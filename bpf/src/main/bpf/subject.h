/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * subject.h: what of a packet the rules look at.
 *
 * An ICMP error is looked at as an answer of the flow that it quotes (quote.h), a
 * later fragment with what its first one had (fragment.h). What a packet does not
 * have is 0, a value that no rule names.
 */
#ifndef WM_SUBJECT_H
#define WM_SUBJECT_H

#include <linux/in.h>
#include "fragment.h"
#include "packet.h"
#include "quote.h"

struct wm_subject {
	struct wm_flow flow; /* from is its source, to its destination */
	__u32 mark;
	__u32 dscp;
	__u32 interface_class;
	__u32 family;
};

enum wm_subject_flags {
	WM_SUBJECT_TRANSPORT = 1 << 0, /* ports or ICMP type are asked about */
	WM_SUBJECT_REMEMBER = 1 << 1,  /* this is the live program */
};

/* Bytes that a transport header has at least; 0: rules ask nothing of it. */
static __always_inline __u32 wm_transport_least(__u32 protocol)
{
	switch (protocol) {
	case IPPROTO_TCP:
		return 20;
	case IPPROTO_SCTP:
		return 12;
	case IPPROTO_UDP:
	case IPPROTO_ICMP:
	case IPPROTO_ICMPV6:
		return 8;
	default:
		return 0;
	}
}

static __always_inline bool wm_transport_is_cut(const struct wm_packet *packet)
{
	__u32 least = wm_transport_least(packet->protocol);

	return least && packet->network + packet->length < packet->transport + least;
}

static __always_inline void wm_transport_read(struct __sk_buff *skb,
					      const struct wm_packet *packet,
					      struct wm_flow *flow)
{
	__be16 words[2];

	if (!packet->transport || !wm_transport_least(packet->protocol) ||
	    !wm_content_read(skb, packet, packet->transport, words, sizeof(words)))
		return;
	wm_flow_transport(flow, words);
}

/*
 * 0, or the reason why no rule is asked. A function of its own, because the
 * verifier then proves it once.
 */
__noinline __u32 wm_subject_read(struct __sk_buff *skb, const struct wm_packet *packet,
				 struct wm_subject *subject, __u32 flags)
{
	struct wm_flow quoted = {};

	if (!packet || !subject)
		return WM_PASS_CORRUPT;
	wm_flow_of_headers(packet, &subject->flow);
	if (wm_flow_quoted(skb, packet, &quoted)) {
		wm_flow_answer(&quoted, &subject->flow);
		return 0;
	}
	if (!(flags & WM_SUBJECT_TRANSPORT))
		return 0;
	if (packet->flags & WM_PACKET_LATER_FRAGMENT)
		return wm_fragment_recall(packet, &subject->flow);
	if (packet->flags & WM_PACKET_FRAGMENT && wm_transport_is_cut(packet))
		return WM_DROP_FRAG_TINY;
	wm_transport_read(skb, packet, &subject->flow);
	if (packet->flags & WM_PACKET_FRAGMENT && flags & WM_SUBJECT_REMEMBER)
		wm_fragment_remember(packet, &subject->flow);
	return 0;
}

#endif /* WM_SUBJECT_H */
