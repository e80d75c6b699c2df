/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * events.h: packets told one by one, for whoever reads the ring buffer.
 *
 * While nobody reads, a packet costs one load. Dropped packets are told up to a
 * limit over time, all others at random; what is not told for want of room is
 * counted, so that a reader knows what it did not see.
 */
#ifndef WM_EVENTS_H
#define WM_EVENTS_H

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include "packet.h"
#include "quote.h"
#include "verdict.h"

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, WM_EVENT_RING);
} wm_events SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(map_flags, BPF_F_MMAPABLE);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct wm_event_control);
} wm_event_control SEC(".maps");

/* How many packets this one stands for; 0: it is not told. */
static __always_inline __u32 wm_event_weight(struct wm_event_control *control, __u32 verdict,
					     __u64 now)
{
	__u64 window = now >> WM_EVENT_WINDOW_SHIFT;
	__u32 one_in = control->one_in;

	if (verdict != WM_VERDICT_DROP)
		return one_in && bpf_get_prandom_u32() % one_in == 0 ? one_in : 0;
	if (!control->drops)
		return 0;
	/* Two CPUs may both begin a window: the limit is then exceeded by one at most. */
	if (control->window != window) {
		control->window = window;
		control->told = 0;
	}
	if (control->told >= control->drops) {
		__sync_fetch_and_add(&control->over, 1);
		return 0;
	}
	__sync_fetch_and_add(&control->told, 1);
	return 1;
}

static __always_inline void wm_event_address(__u8 *to, __u64 hi, __u64 lo)
{
	((__u32 *)to)[0] = bpf_htonl(hi >> 32);
	((__u32 *)to)[1] = bpf_htonl(hi);
	((__u32 *)to)[2] = bpf_htonl(lo >> 32);
	((__u32 *)to)[3] = bpf_htonl(lo);
}

/* What the packet itself and the hook say, which sees it in its own way. */
struct wm_event_seen {
	__u16 ports[2]; /* network order */
	__u32 input;
	__u32 mark;
};

static __always_inline void wm_event_fill(const struct wm_event_seen *seen,
					  const struct wm_packet *packet,
					  const struct wm_decision *decision,
					  struct wm_event *event)
{
	event->time = bpf_ktime_get_ns();
	event->generation = decision->trace.generation;
	wm_event_address(event->source, packet->source_hi, packet->source_lo);
	wm_event_address(event->destination, packet->destination_hi, packet->destination_lo);
	event->input = seen->input;
	event->output = decision->trace.ifindex;
	event->verdict = decision->trace.verdict;
	event->reason = decision->trace.reason;
	event->table = decision->trace.table;
	event->mark = seen->mark;
	event->rule = decision->rule_counter;
	event->route = decision->route_counter;
	event->next_hop = decision->next_hop_counter;
	event->bytes = packet->bytes;
	event->source_port = bpf_ntohs(seen->ports[0]);
	event->destination_port = bpf_ntohs(seen->ports[1]);
	event->family = packet->family;
	event->protocol = packet->protocol;
	event->ttl = packet->ttl;
	event->dscp = packet->dscp;
	event->pad = 0;
}

/* An event to be filled and submitted, if this packet is told. */
static __always_inline struct wm_event *wm_event_begin(struct wm_event_control *control,
						       __u32 verdict)
{
	__u64 now = bpf_ktime_get_coarse_ns();
	struct wm_event *event;
	__u32 weight;

	if (now > control->until) {
		control->until = 0;
		return 0;
	}
	weight = wm_event_weight(control, verdict, now);
	if (!weight)
		return 0;
	event = bpf_ringbuf_reserve(&wm_events, sizeof(*event), 0);
	if (!event) {
		__sync_fetch_and_add(&control->lost, 1);
		return 0;
	}
	event->one_in = weight;
	return event;
}

/* The events that somebody wants; NULL: nobody reads. */
static __always_inline struct wm_event_control *wm_event_wanted(void)
{
	const __u32 first = 0;
	struct wm_event_control *control = bpf_map_lookup_elem(&wm_event_control, &first);

	return control && *(volatile __u64 *)&control->until ? control : 0;
}

/* A function of its own: it is rarely called, and the packets that it is not called for are many. */
static __noinline int wm_event_write(struct __sk_buff *skb, const struct wm_packet *packet,
				     const struct wm_decision *decision,
				     struct wm_event_control *control)
{
	struct wm_event_seen seen = { .input = skb->ifindex, .mark = skb->mark };
	struct wm_event *event;

	if (wm_has_ports(packet->protocol) && packet->transport)
		wm_packet_read(skb, packet->transport, seen.ports, sizeof(seen.ports));
	event = wm_event_begin(control, decision->trace.verdict);
	if (!event)
		return 0;
	wm_event_fill(&seen, packet, decision, event);
	bpf_ringbuf_submit(event, 0);
	return 0;
}

static __always_inline void wm_event_tell(struct __sk_buff *skb, const struct wm_packet *packet,
					  const struct wm_decision *decision)
{
	struct wm_event_control *control = wm_event_wanted();

	if (control)
		wm_event_write(skb, packet, decision, control);
}

#endif /* WM_EVENTS_H */
