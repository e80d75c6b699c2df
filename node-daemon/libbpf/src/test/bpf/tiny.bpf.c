// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* The smallest object with one of everything that BpfObjectFile deals with. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

enum tiny_colour {
	TINY_RED = 1,
	TINY_BLUE = 7,
};

struct tiny_point {
	__u32 x;
	__u8 flags : 3;
	__u8 rest : 5;
	__u64 y[2];
	enum tiny_colour colour;
};

const volatile __u32 tiny_before = 11;
const volatile __u32 tiny_answer = 1;

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(map_flags, BPF_F_MMAPABLE);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u64);
} tiny_store SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 3000);
	__type(key, __u32);
	__type(value, struct tiny_point);
} tiny_counts SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} tiny_ring SEC(".maps");

/* Tells skb->mark in a record of 12 bytes, and discards it instead where cb[0] is set. */
SEC("tc")
int tiny_tell(struct __sk_buff *skb)
{
	__u32 *record = bpf_ringbuf_reserve(&tiny_ring, 12, 0);

	if (!record)
		return 0;
	record[0] = skb->mark;
	record[1] = 0;
	record[2] = ~skb->mark;
	if (skb->cb[0])
		bpf_ringbuf_discard(record, 0);
	else
		bpf_ringbuf_submit(record, 0);
	return 1;
}

/* Answers tiny_answer, swaps mark and cb[0], writes ifindex to cb[1] and the packet's first byte. */
SEC("tc")
int tiny_context(struct __sk_buff *skb)
{
	__u32 mark = skb->mark, zero = 0;
	struct tiny_point *count = bpf_map_lookup_elem(&tiny_counts, &zero);
	__u8 first = 0xab;

	if (count)
		count->x++;
	skb->mark = skb->cb[0];
	skb->cb[0] = mark;
	skb->cb[1] = skb->ifindex;
	bpf_skb_store_bytes(skb, 0, &first, 1, 0);
	return tiny_answer;
}

/* Counts its runs in the first word of the store. */
SEC("tc")
int tiny_count(struct __sk_buff *skb)
{
	__u32 zero = 0;
	__u64 *store = bpf_map_lookup_elem(&tiny_store, &zero);

	if (!store)
		return 2;
	*store += 1;
	return 0;
}

/* Lets everything pass to the next program, as tiny_other does. */
SEC("tc")
int tiny_pass(struct __sk_buff *skb)
{
	return -1;
}

SEC("tc")
int tiny_other(struct __sk_buff *skb)
{
	return -1;
}

/* The same two in the driver. */
SEC("xdp")
int tiny_early_pass(struct xdp_md *xdp)
{
	return XDP_PASS;
}

SEC("xdp")
int tiny_early_other(struct xdp_md *xdp)
{
	return XDP_PASS;
}

/* The verifier refuses this one: it reads through a pointer that may be null. */
SEC("tc")
int tiny_wrong(struct __sk_buff *skb)
{
	__u32 key = skb->mark; /* a constant key could be known to be there */
	__u64 *store = bpf_map_lookup_elem(&tiny_store, &key);

	return *store;
}

char _license[] SEC("license") = "GPL";
