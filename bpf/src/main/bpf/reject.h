/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * reject.h: ICMP "administratively prohibited", to the sender of a packet that a
 * rule rejects on its way to the node itself.
 *
 * Rejecting what is forwarded is the kernel's (kernel_path.h); but what is for the
 * node is delivered before any kernel rule could be asked. The packet becomes its
 * own answer: it quotes its IP header and eight bytes more, and leaves by the
 * interface it came in by. No answer is given to what must have none (RFC 1122,
 * 3.2.2; RFC 4443, 2.4 e), nor beyond 1000 a second with bursts of 50, which are
 * the kernel's own bounds (icmp_msgs_per_sec, icmp_msgs_burst).
 */
#ifndef WM_REJECT_H
#define WM_REJECT_H

#include <linux/if_ether.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include "limit.h"
#include "packet.h"
#include "parse.h"
#include "quote.h"

#define WM_REJECT_COST 1000000 /* ns: 1000 a second */
#define WM_REJECT_DEPTH (50ull * WM_REJECT_COST)
#define WM_REJECT_TTL 64
#define WM_REJECT_TOS 0xc0 /* internetwork control, as in the kernel's own ICMP */

/* ICMP type and code, in the high and low byte. */
#define WM_REJECT_V4 0x030d
#define WM_REJECT_V6 0x0101

struct wm_icmp {
	__be16 kind; /* type, code */
	__sum16 sum;
	__be32 unused;
};

struct wm_reject_v4 {
	struct iphdr ip;
	struct wm_icmp icmp;
	__u8 quote[sizeof(struct iphdr) + 8];
};

struct wm_reject_v6 {
	struct ipv6hdr ip;
	struct wm_icmp icmp;
	__u8 quote[sizeof(struct ipv6hdr) + 8];
};

static __always_inline __sum16 wm_sum_fold(__u64 sum)
{
	sum = (sum >> 32) + (sum & 0xffffffff);
	sum = (sum >> 32) + (sum & 0xffffffff);
	sum = (sum >> 16) + (sum & 0xffff);
	sum = (sum >> 16) + (sum & 0xffff);
	return ~sum;
}

/* Fragments but the first, errors, and what was not sent to this host alone have no answer. */
static __always_inline bool wm_reject_answers(struct __sk_buff *skb,
					      const struct wm_packet *packet, bool live)
{
	__u32 bucket = 0; /* no rule's: counter 0 is nobody's */
	__u8 type;

	if (skb->pkt_type != WM_PACKET_HOST || !packet->transport || wm_is_multicast(packet))
		return false;
	if (wm_is_icmp(packet->protocol) &&
	    (!wm_content_read(skb, packet, packet->transport, &type, sizeof(type)) ||
	     wm_is_icmp_error(packet, type)))
		return false;
	return !wm_bucket_over(bpf_map_lookup_elem(&wm_limits, &bucket), 0, WM_REJECT_COST,
			       WM_REJECT_DEPTH, live ? WM_BUCKET_CHARGE : WM_BUCKET_LOOK);
}

static __always_inline bool wm_macs_swap(struct __sk_buff *skb, __u32 l2)
{
	__u8 macs[2 * ETH_ALEN], swapped[2 * ETH_ALEN];

	if (!l2)
		return true;
	if (bpf_skb_load_bytes(skb, 0, macs, sizeof(macs)))
		return false;
	__builtin_memcpy(swapped, macs + ETH_ALEN, ETH_ALEN);
	__builtin_memcpy(swapped + ETH_ALEN, macs, ETH_ALEN);
	return !bpf_skb_store_bytes(skb, 0, swapped, sizeof(swapped), 0);
}

/* Puts `length` bytes (a constant) behind the link-layer header, and nothing behind them. */
static __always_inline bool wm_packet_replace(struct __sk_buff *skb, __u32 l2, const void *bytes,
					      __u32 length)
{
	return !bpf_skb_change_tail(skb, l2 + length, 0) &&
	       !bpf_skb_store_bytes(skb, l2, bytes, length, BPF_F_RECOMPUTE_CSUM) &&
	       wm_macs_swap(skb, l2);
}

static __always_inline bool wm_reject_v4(struct __sk_buff *skb, const struct wm_packet *packet)
{
	struct wm_reject_v4 answer = {
		.ip = {
			.version = 4,
			.ihl = sizeof(struct iphdr) / 4,
			.tos = WM_REJECT_TOS,
			.tot_len = bpf_htons(sizeof(answer)),
			.frag_off = bpf_htons(0x4000),
			.ttl = WM_REJECT_TTL,
			.protocol = IPPROTO_ICMP,
			.saddr = bpf_htonl(packet->destination_hi >> 32),
			.daddr = bpf_htonl(packet->source_hi >> 32),
		},
		.icmp.kind = bpf_htons(WM_REJECT_V4),
	};

	if (packet->flags & WM_PACKET_OPTIONS || packet->length < sizeof(answer.quote) ||
	    !wm_packet_read(skb, packet->network, answer.quote, sizeof(answer.quote)))
		return false;
	answer.ip.check = wm_sum_fold(bpf_csum_diff(0, 0, (void *)&answer.ip, sizeof(answer.ip), 0));
	answer.icmp.sum = wm_sum_fold(bpf_csum_diff(
		0, 0, (void *)&answer.icmp, sizeof(answer) - sizeof(answer.ip), 0));
	return wm_packet_replace(skb, packet->network, &answer, sizeof(answer));
}

/* The sum covers a header that the packet does not have (RFC 8200, 8.1). */
static __always_inline __u32 wm_pseudo_sum(const struct ipv6hdr *ip)
{
	struct {
		struct in6_addr source, destination;
		__be32 length, next;
	} pseudo = {
		.source = ip->saddr,
		.destination = ip->daddr,
		.length = bpf_htonl(bpf_ntohs(ip->payload_len)),
		.next = bpf_htonl(IPPROTO_ICMPV6),
	};

	return bpf_csum_diff(0, 0, (void *)&pseudo, sizeof(pseudo), 0);
}

static __always_inline bool wm_reject_v6(struct __sk_buff *skb, const struct wm_packet *packet)
{
	struct wm_reject_v6 answer = {
		.ip = {
			.version = 6,
			.payload_len = bpf_htons(sizeof(answer) - sizeof(answer.ip)),
			.nexthdr = IPPROTO_ICMPV6,
			.hop_limit = WM_REJECT_TTL,
		},
		.icmp.kind = bpf_htons(WM_REJECT_V6),
	};
	struct ipv6hdr *quoted = (void *)answer.quote;

	if (packet->length < sizeof(answer.quote) ||
	    !wm_packet_read(skb, packet->network, answer.quote, sizeof(answer.quote)))
		return false;
	answer.ip.saddr = quoted->daddr;
	answer.ip.daddr = quoted->saddr;
	answer.icmp.sum = wm_sum_fold(bpf_csum_diff(0, 0, (void *)&answer.icmp,
						    sizeof(answer) - sizeof(answer.ip),
						    wm_pseudo_sum(&answer.ip)));
	return wm_packet_replace(skb, packet->network, &answer, sizeof(answer));
}

/*
 * What to return: the answer goes where the packet came from, or the packet is
 * dropped without one. The twin's packet becomes the answer alike, and goes
 * nowhere. A function of its own, because the verifier then proves it once.
 */
__noinline int wm_reject(struct __sk_buff *skb, const struct wm_packet *packet, __u32 live)
{
	bool answered;

	if (!packet || !wm_reject_answers(skb, packet, live))
		return WM_TCX_DROP;
	answered = packet->family == WM_FAMILY_V4 ? wm_reject_v4(skb, packet)
						  : wm_reject_v6(skb, packet);
	return answered && live ? bpf_redirect(skb->ifindex, 0) : WM_TCX_DROP;
}

#endif /* WM_REJECT_H */
