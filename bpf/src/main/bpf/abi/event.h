/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
#ifndef WM_ABI_EVENT_H
#define WM_ABI_EVENT_H

#include <linux/types.h>

/*
 * Events: packets told one by one, while somebody asks for them.
 *
 * One wm_event_control (map wm_event_control, one value, mmapable) says what is
 * wanted. User space moves `until` ahead as long as it reads; a run that finds it
 * in the past sets it to 0, so that a reader that was killed costs nothing.
 * Times are CLOCK_MONOTONIC in nanoseconds.
 */
#define WM_EVENT_RING (1u << 18) /* bytes of the ring buffer wm_events */
#define WM_EVENT_WINDOW_SHIFT 30 /* drops are limited over 2^30 ns */

struct wm_event_control {
	__u64 until;   /* 0: nobody reads */
	__u32 one_in;  /* of packets that are not dropped one in so many, at random; 0: none */
	__u32 drops;   /* dropped packets in a window at most; 0: none */
	__u64 window;  /* the window that `told` counts in: time >> WM_EVENT_WINDOW_SHIFT */
	__u32 told;
	__u32 pad;
	__u64 over;    /* drops beyond that limit, not told */
	__u64 lost;    /* events that found the ring full */
};

/* One packet. Fields of headers are 0 where the packet has none, or was not read so far. */
struct wm_event {
	__u64 time;
	__u64 generation;
	__u8 source[16]; /* network order; v4 in the first four bytes */
	__u8 destination[16];
	__u32 input;     /* ifindex */
	__u32 output;    /* ifindex of the next hop; 0: none was chosen */
	__u32 verdict;   /* enum wm_verdict */
	__u32 reason;    /* enum wm_reason */
	__u32 table;
	__u32 mark;      /* of the packet as it goes on */
	__u32 rule;      /* these three: index into wm_counters, which names outlive; 0: none */
	__u32 route;
	__u32 next_hop;
	__u32 bytes;     /* as in wm_count */
	__u32 one_in;    /* packets that this one stands for */
	__u16 source_port;
	__u16 destination_port;
	__u8 family;     /* enum wm_family */
	__u8 protocol;
	__u8 ttl;
	__u8 dscp;
	__u32 pad;
};

#endif /* WM_ABI_EVENT_H */
