/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * fragment.h: what a first fragment had, for the later ones.
 *
 * Values are kept, not verdicts: a later fragment is judged under the generation
 * of its own run, alike as long as that does not change.
 */
#ifndef WM_FRAGMENT_H
#define WM_FRAGMENT_H

#include "packet.h"
#include "parse.h"
#include "quote.h"

struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, WM_FRAGMENTS_MAX);
	__type(key, struct wm_fragment_key);
	__type(value, struct wm_fragment);
} wm_fragments SEC(".maps");

static __always_inline void wm_fragment_name(const struct wm_packet *packet,
					     struct wm_fragment_key *key)
{
	key->source_hi = packet->source_hi;
	key->source_lo = packet->source_lo;
	key->destination_hi = packet->destination_hi;
	key->destination_lo = packet->destination_lo;
	key->id = packet->fragment_id;
	key->protocol = packet->family == WM_FAMILY_V4 ? packet->protocol : 0;
	key->family = packet->family;
}

/*
 * In IPv6 the protocol of a later fragment may be that of an extension header
 * before the transport header, which only the first one has.
 */
static __always_inline bool wm_fragment_matters(const struct wm_packet *packet)
{
	return wm_has_ports(packet->protocol) || packet->protocol == IPPROTO_ICMP ||
	       packet->protocol == IPPROTO_ICMPV6 ||
	       (packet->family == WM_FAMILY_V6 && wm_is_extension(packet->protocol));
}

static __always_inline void wm_fragment_remember(const struct wm_packet *packet,
						 const struct wm_flow *flow)
{
	struct wm_fragment_key key = {};
	struct wm_fragment value = {
		.ports = { flow->ports[0], flow->ports[1] },
		.icmp = flow->icmp,
		.protocol = flow->protocol,
	};

	if (packet->family == WM_FAMILY_V4 && !wm_fragment_matters(packet))
		return;
	wm_fragment_name(packet, &key);
	bpf_map_update_elem(&wm_fragments, &key, &value, BPF_ANY);
}

/* 0, and the flow has what the first fragment had; or why it cannot. */
static __always_inline __u32 wm_fragment_recall(const struct wm_packet *packet,
						struct wm_flow *flow)
{
	struct wm_fragment_key key = {};
	const struct wm_fragment *value;

	if (!wm_fragment_matters(packet))
		return 0;
	wm_fragment_name(packet, &key);
	value = bpf_map_lookup_elem(&wm_fragments, &key);
	if (!value)
		return WM_PASS_FRAGMENT_UNKNOWN;
	flow->ports[0] = value->ports[0];
	flow->ports[1] = value->ports[1];
	flow->icmp = value->icmp;
	flow->protocol = value->protocol;
	return 0;
}

#endif /* WM_FRAGMENT_H */
