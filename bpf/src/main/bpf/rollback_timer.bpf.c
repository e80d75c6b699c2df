// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/*
 * rollback_timer.bpf.c: flips back what nobody confirmed.
 *
 * User space arms the timer before it publishes, with the control word that its
 * publication will have and the one that takes it back. Nobody else has to live
 * for the rest: the timer belongs to the pinned map wm_rollback, and holds its
 * program and, through it, the store.
 *
 * It acts on exactly that publication. Every move adds 1 to the control word's
 * sequence, so after a confirm, a rollback or another publication the word is
 * another one, and firing changes nothing.
 */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include "abi.h"
#include "store.h"

#define WM_CLOCK_BOOTTIME 7

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct wm_rollback);
} wm_rollback SEC(".maps");

static int wm_rollback_fire(void *map, __u32 *key, struct wm_rollback *rollback)
{
	const __u32 first = 0;
	struct wm_store *store = bpf_map_lookup_elem(&wm_store, &first);
	__u64 expected = rollback->expected;

	(void)map;
	(void)key;
	if (!store || !expected)
		return 0;
	if (__sync_val_compare_and_swap(&store->control, expected, rollback->restore) == expected) {
		rollback->taken = expected;
		rollback->left = rollback->restore;
		rollback->fired++;
	}
	rollback->expected = 0;
	return 0;
}

/* 0, or a negated errno. */
SEC("tc")
int wm_rollback_arm(struct __sk_buff *skb)
{
	const __u32 first = 0;
	struct wm_rollback *rollback = bpf_map_lookup_elem(&wm_rollback, &first);
	struct wm_rollback_order order;
	long error;

	if (!rollback)
		return -1;
	error = bpf_skb_load_bytes(skb, WM_ROLLBACK_ORDER_AT, &order, sizeof(order));
	if (error)
		return error;
	/* Waits for a run that is under way; fails for a timer never made, which is as good. */
	bpf_timer_cancel(&rollback->timer);
	rollback->expected = order.expected;
	rollback->restore = order.restore;
	/* Fails for a timer that an earlier program made: it serves on. */
	bpf_timer_init(&rollback->timer, &wm_rollback, WM_CLOCK_BOOTTIME);
	error = bpf_timer_set_callback(&rollback->timer, wm_rollback_fire);
	if (error)
		return error;
	return bpf_timer_start(&rollback->timer, order.timeout, 0);
}

SEC("tc")
int wm_rollback_disarm(struct __sk_buff *skb)
{
	const __u32 first = 0;
	struct wm_rollback *rollback = bpf_map_lookup_elem(&wm_rollback, &first);

	(void)skb;
	if (!rollback)
		return -1;
	bpf_timer_cancel(&rollback->timer);
	rollback->expected = 0;
	rollback->taken = 0;
	rollback->left = 0;
	return 0;
}

char _license[] SEC("license") = "Dual BSD/GPL";
