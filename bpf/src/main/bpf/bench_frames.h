/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * bench_frames.h: the generator of frames, and where they end.
 *
 * It sends one IPv4 frame per run, to the addresses of wm_bench_keys in turn. Run it
 * with BPF_F_TEST_XDP_LIVE_FRAMES on the interface to send by; the kernel recycles
 * frames as receivers left them, so all headers are written anew.
 */
#ifndef WM_BENCH_FRAMES_H
#define WM_BENCH_FRAMES_H

#include <linux/bpf.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>
#include "bench_run.h"

struct wm_bench_frame {
	__u8 headers[34];  /* Ethernet and IPv4 headers, destination and checksum 0 */
	__u16 partial_sum; /* ones' complement sum of that IPv4 header, folded, host order */
	__u32 keys;        /* a power of two */
	__u32 sent;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 2); /* 0: the generator's; 1: counts what the sink got */
	__type(key, __u32);
	__type(value, struct wm_bench_frame);
} wm_bench_frame SEC(".maps");

SEC("xdp")
int wm_bench_send(struct xdp_md *context)
{
	__u8 *end = (void *)(long)context->data_end;
	__u8 *data = (void *)(long)context->data;
	const struct wm_bench_key *key;
	struct wm_bench_frame *frame;
	const __u32 first = 0;
	__u32 index, address, sum;

	frame = bpf_map_lookup_elem(&wm_bench_frame, &first);
	if (!frame || data + sizeof(frame->headers) > end)
		return XDP_DROP;
	index = frame->sent++ & (frame->keys - 1);
	key = bpf_map_lookup_elem(&wm_bench_keys, &index);
	if (!key)
		return XDP_DROP;
	address = key->hi >> 32;
	sum = frame->partial_sum + (address >> 16) + (address & 0xffff);
	sum = (sum & 0xffff) + (sum >> 16);
	sum = (sum & 0xffff) + (sum >> 16);
	__builtin_memcpy(data, frame->headers, sizeof(frame->headers));
	*(__be16 *)(data + 24) = bpf_htons(~sum);
	*(__be16 *)(data + 30) = bpf_htons(address >> 16);
	*(__be16 *)(data + 32) = bpf_htons(address);
	return XDP_TX;
}

/* Swallows what a receiver gets, so that only the way there is measured. */
SEC("xdp")
int wm_bench_sink(struct xdp_md *context)
{
	const __u32 first = 1;
	struct wm_bench_frame *frame;

	(void)context;
	frame = bpf_map_lookup_elem(&wm_bench_frame, &first);
	if (frame)
		frame->sent++;
	return XDP_DROP;
}

#endif /* WM_BENCH_FRAMES_H */
