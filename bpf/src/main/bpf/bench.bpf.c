// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/*
 * bench.bpf.c: lookups in a loop, through the product's own lpm.h and through
 * its peers, for `make bench`. Never attached.
 *
 * User space fills wm_bench_keys and the parameters in wm_bench, runs one of the
 * programs by BPF_PROG_TEST_RUN, divides the duration by `steps`, and compares
 * `sum` with the same sum over answers of its own. README.md says how.
 */
#include <linux/bpf.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>
#include "classify.h"
#include "control.h"
#include "interface.h"
#include "lpm.h"

#ifndef BPF_FIB_LOOKUP_SKIP_NEIGH
#define BPF_FIB_LOOKUP_SKIP_NEIGH (1U << 2)
#endif
#define WM_AF_INET 2
#define WM_AF_INET6 10
#define WM_BENCH_KEYS (1 << 20)

struct wm_bench {
	__u32 steps;     /* lookups in one run */
	__u32 keys;      /* a power of two, at most the size of wm_bench_keys */
	__u32 dependent; /* 1: the next key is not known before the last answer */
	__u32 table;     /* of the active generation: the product's programs */
	__u32 ifindex;   /* the input interface: the FIB's programs */
	__u32 pad;
	__u64 sum;       /* sum = (sum ^ answer) * WM_BENCH_PRIME, from 0 */
};

#define WM_BENCH_PRIME 0x100000001b3ull

struct wm_bench_key {
	__u64 hi; /* host order, left aligned; v4 in the top 32 bits */
	__u64 lo;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(map_flags, BPF_F_MMAPABLE);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct wm_bench);
} wm_bench SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(map_flags, BPF_F_MMAPABLE);
	__uint(max_entries, WM_BENCH_KEYS);
	__type(key, __u32);
	__type(value, struct wm_bench_key);
} wm_bench_keys SEC(".maps");

struct wm_bench_prefix4 {
	__u32 length;
	__be32 address;
};

struct wm_bench_prefix6 {
	__u32 length;
	__be32 address[4];
};

/* Peers: user space sets max_entries before loading. */
struct {
	__uint(type, BPF_MAP_TYPE_LPM_TRIE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, 1 << 20);
	__type(key, struct wm_bench_prefix4);
	__type(value, __u32);
} wm_bench_trie4 SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_LPM_TRIE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__uint(max_entries, 1 << 20);
	__type(key, struct wm_bench_prefix6);
	__type(value, __u32);
} wm_bench_trie6 SEC(".maps");

struct wm_bench_run {
	const void *store;
	const struct wm_lpm *lpm;
	struct __sk_buff *skb;
	__u64 sum;
	__u32 keys;
	__u32 dependent;
	__u32 last;
	__u32 ifindex;
};

static __always_inline const struct wm_bench_key *wm_bench_key(__u32 step,
							       const struct wm_bench_run *run)
{
	/* A leaf is below 2^30, so this adds nothing; but neither clang nor the CPU can know. */
	if (run->dependent)
		step += run->last >> 30;
	step &= run->keys - 1;
	return bpf_map_lookup_elem(&wm_bench_keys, &step);
}

static __always_inline long wm_bench_took(struct wm_bench_run *run, __u32 answer)
{
	run->last = answer;
	run->sum = (run->sum ^ answer) * WM_BENCH_PRIME;
	return 0;
}

static long wm_step_empty(__u32 step, void *context)
{
	const struct wm_bench_key *key = wm_bench_key(step, context);

	return key ? wm_bench_took(context, key->hi >> 32) : 1;
}

static long wm_step_store4(__u32 step, void *context)
{
	struct wm_bench_run *run = context;
	const struct wm_bench_key *key = wm_bench_key(step, run);

	if (!key)
		return 1;
	return wm_bench_took(run, wm_lpm_lookup(run->store, run->lpm, key->hi, 0, WM_FAMILY_V4));
}

static long wm_step_store6(__u32 step, void *context)
{
	struct wm_bench_run *run = context;
	const struct wm_bench_key *key = wm_bench_key(step, run);

	if (!key)
		return 1;
	return wm_bench_took(run,
			     wm_lpm_lookup(run->store, run->lpm, key->hi, key->lo, WM_FAMILY_V6));
}

static long wm_step_trie4(__u32 step, void *context)
{
	const struct wm_bench_key *key = wm_bench_key(step, context);
	struct wm_bench_prefix4 prefix = { .length = 32 };
	const __u32 *value;

	if (!key)
		return 1;
	prefix.address = bpf_htonl(key->hi >> 32);
	value = bpf_map_lookup_elem(&wm_bench_trie4, &prefix);
	return wm_bench_took(context, value ? *value : 0);
}

static long wm_step_trie6(__u32 step, void *context)
{
	const struct wm_bench_key *key = wm_bench_key(step, context);
	struct wm_bench_prefix6 prefix = { .length = 128 };
	const __u32 *value;

	if (!key)
		return 1;
	prefix.address[0] = bpf_htonl(key->hi >> 32);
	prefix.address[1] = bpf_htonl(key->hi);
	prefix.address[2] = bpf_htonl(key->lo >> 32);
	prefix.address[3] = bpf_htonl(key->lo);
	value = bpf_map_lookup_elem(&wm_bench_trie6, &prefix);
	return wm_bench_took(context, value ? *value : 0);
}

/*
 * Rules: the product's classifier, and the same rules asked one after the other.
 * A key says what a packet has: hi is source and destination; lo is source port,
 * destination port, the lower half of the mark, DSCP and protocol.
 */
struct wm_bench_rule {
	__u32 from, from_mask;
	__u32 to, to_mask;
	__u32 mark, mark_mask;
	__u16 source_port, source_port_last; /* 0 to 65535: any */
	__u16 destination_port, destination_port_last;
	__u32 ifindex;  /* 0: any */
	__u32 protocol; /* 256: any */
	__u32 dscp;     /* 64: any */
	__u32 icmp;     /* 1 << 16 | type << 8 | code; 0: any */
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(map_flags, BPF_F_MMAPABLE);
	__uint(max_entries, 1);
	__uint(key_size, sizeof(__u32));
	__uint(value_size, WM_RULES_MAX * sizeof(struct wm_bench_rule));
} wm_bench_rules SEC(".maps");

struct wm_bench_rules_run {
	struct wm_bench_run loop;
	struct wm_subject subject;
	__u32 classifier;
	__u32 count;
	__u32 answer;
};

static __always_inline void wm_bench_subject(const struct wm_bench_key *key,
					     struct wm_subject *subject)
{
	subject->flow.source_hi = key->hi & 0xffffffff00000000ull;
	subject->flow.destination_hi = key->hi << 32;
	subject->flow.ports[0] = bpf_htons(key->lo >> 48);
	subject->flow.ports[1] = bpf_htons(key->lo >> 32);
	subject->flow.protocol = key->lo & 0xff;
	subject->mark = key->lo >> 16 & 0xffff;
	subject->dscp = key->lo >> 8 & 0x3f;
}

static long wm_step_rules(__u32 step, void *context)
{
	struct wm_bench_rules_run *run = context;
	const struct wm_bench_key *key = wm_bench_key(step, &run->loop);
	struct wm_rows rows = {};

	if (!key)
		return 1;
	wm_bench_subject(key, &run->subject);
	if (!wm_rows_find(run->classifier, &run->subject, &rows, true))
		return 1;
	return wm_bench_took(&run->loop, wm_rule_next(&rows, 0));
}

static long wm_step_rule(__u32 index, void *context)
{
	struct wm_bench_rules_run *run = context;
	const struct wm_subject *subject = &run->subject;
	const __u32 first = 0;
	const struct wm_bench_rule *rules = bpf_map_lookup_elem(&wm_bench_rules, &first);
	const struct wm_bench_rule *rule;
	__u32 from = subject->flow.source_hi >> 32, to = subject->flow.destination_hi >> 32;
	__u16 source = bpf_ntohs(subject->flow.ports[0]);
	__u16 destination = bpf_ntohs(subject->flow.ports[1]);

	if (!rules || index >= WM_RULES_MAX)
		return 1;
	rule = &rules[index];
	if ((from ^ rule->from) & rule->from_mask || (to ^ rule->to) & rule->to_mask ||
	    (rule->ifindex && rule->ifindex != run->loop.ifindex) ||
	    (rule->dscp < 64 && rule->dscp != subject->dscp) ||
	    (rule->protocol < 256 && rule->protocol != subject->flow.protocol) ||
	    source < rule->source_port || source > rule->source_port_last ||
	    destination < rule->destination_port || destination > rule->destination_port_last ||
	    (subject->mark ^ rule->mark) & rule->mark_mask ||
	    (rule->icmp && rule->icmp != subject->flow.icmp))
		return 0;
	run->answer = index;
	return 1;
}

static long wm_step_linear(__u32 step, void *context)
{
	struct wm_bench_rules_run *run = context;
	const struct wm_bench_key *key = wm_bench_key(step, &run->loop);

	if (!key)
		return 1;
	wm_bench_subject(key, &run->subject);
	run->answer = run->count;
	bpf_loop(run->count, wm_step_rule, run, 0);
	return wm_bench_took(&run->loop, run->answer);
}

/* The FIB's answer is the low 16 bits of the gateway: route prefix N via ...N. */
static long wm_step_fib4(__u32 step, void *context)
{
	struct wm_bench_run *run = context;
	const struct wm_bench_key *key = wm_bench_key(step, run);
	struct bpf_fib_lookup fib = { .family = WM_AF_INET, .ifindex = run->ifindex };
	long result;

	if (!key)
		return 1;
	fib.ipv4_dst = bpf_htonl(key->hi >> 32);
	result = bpf_fib_lookup(run->skb, &fib, sizeof(fib),
				BPF_FIB_LOOKUP_DIRECT | BPF_FIB_LOOKUP_SKIP_NEIGH);
	return wm_bench_took(run, result ? 0 : bpf_ntohl(fib.ipv4_dst) & 0xffff);
}

static long wm_step_fib6(__u32 step, void *context)
{
	struct wm_bench_run *run = context;
	const struct wm_bench_key *key = wm_bench_key(step, run);
	struct bpf_fib_lookup fib = { .family = WM_AF_INET6, .ifindex = run->ifindex };
	long result;

	if (!key)
		return 1;
	fib.ipv6_dst[0] = bpf_htonl(key->hi >> 32);
	fib.ipv6_dst[1] = bpf_htonl(key->hi);
	fib.ipv6_dst[2] = bpf_htonl(key->lo >> 32);
	fib.ipv6_dst[3] = bpf_htonl(key->lo);
	result = bpf_fib_lookup(run->skb, &fib, sizeof(fib),
				BPF_FIB_LOOKUP_DIRECT | BPF_FIB_LOOKUP_SKIP_NEIGH);
	return wm_bench_took(run, result ? 0 : bpf_ntohl(fib.ipv6_dst[3]) & 0xffff);
}

/* A macro, because bpf_loop wants its callback's name. Returns 0, or 1 on a wrong parameter. */
#define WM_BENCH_PROGRAM(NAME, STEP, FAMILY)                                                  \
	SEC("tc") int NAME(struct __sk_buff *skb)                                             \
	{                                                                                     \
		const __u32 first = 0;                                                        \
		struct wm_bench *bench = bpf_map_lookup_elem(&wm_bench, &first);              \
		const void *store = wm_store_get();                                           \
		const struct wm_generation *generation;                                       \
		struct wm_bench_run run = { .skb = skb };                                     \
                                                                                              \
		if (!bench || !store)                                                         \
			return 1;                                                             \
		generation = wm_generation_in(store, wm_control_read(store).slot);            \
		if (!generation)                                                              \
			return 1;                                                             \
		run.lpm = &generation->tables[FAMILY][bench->table & (WM_TABLES - 1)];        \
		run.store = store;                                                                    \
		run.keys = bench->keys;                                                       \
		run.dependent = bench->dependent;                                             \
		run.ifindex = bench->ifindex;                                                 \
		if (bpf_loop(bench->steps, STEP, &run, 0) != bench->steps)                    \
			return 1;                                                             \
		bench->sum = run.sum;                                                         \
		return 0;                                                                     \
	}

/* Likewise, over the IPv4 rules of the active generation. */
#define WM_BENCH_RULES(NAME, STEP)                                                            \
	SEC("tc") int NAME(struct __sk_buff *skb)                                             \
	{                                                                                     \
		const __u32 first = 0;                                                        \
		struct wm_bench *bench = bpf_map_lookup_elem(&wm_bench, &first);              \
		const void *store = wm_store_get();                                           \
		const struct wm_generation *generation;                                       \
		const struct wm_classifier *classifier;                                       \
		const struct wm_interface *interface;                                         \
		struct wm_bench_rules_run run = { .subject.family = WM_FAMILY_V4 };           \
                                                                                              \
		(void)skb;                                                                    \
		if (!bench || !store)                                                         \
			return 1;                                                             \
		generation = wm_generation_in(store, wm_control_read(store).slot);            \
		if (!generation)                                                              \
			return 1;                                                             \
		interface = wm_interface_find(store, generation, bench->ifindex);             \
		classifier = wm_store_at(store, generation->classifier[0],                    \
					 sizeof(*classifier));                                \
		if (!interface || !classifier)                                                \
			return 1;                                                             \
		run.subject.interface_class = interface->field_class;                         \
		run.classifier = generation->classifier[0];                                   \
		run.count = classifier->count;                                                \
		run.loop.keys = bench->keys;                                                  \
		run.loop.dependent = bench->dependent;                                        \
		run.loop.ifindex = bench->ifindex;                                            \
		if (bpf_loop(bench->steps, STEP, &run, 0) != bench->steps)                    \
			return 1;                                                             \
		bench->sum = run.loop.sum;                                                    \
		return 0;                                                                     \
	}

WM_BENCH_RULES(wm_bench_classify, wm_step_rules)
WM_BENCH_RULES(wm_bench_linear, wm_step_linear)

WM_BENCH_PROGRAM(wm_bench_empty, wm_step_empty, 0)
WM_BENCH_PROGRAM(wm_bench_store4, wm_step_store4, 0)
WM_BENCH_PROGRAM(wm_bench_store6, wm_step_store6, 1)
WM_BENCH_PROGRAM(wm_bench_lpm4, wm_step_trie4, 0)
WM_BENCH_PROGRAM(wm_bench_lpm6, wm_step_trie6, 1)
WM_BENCH_PROGRAM(wm_bench_fib4, wm_step_fib4, 0)
WM_BENCH_PROGRAM(wm_bench_fib6, wm_step_fib6, 1)

/*
 * The generator: sends one IPv4 frame per run, to the addresses of wm_bench_keys in
 * turn. Run it with BPF_F_TEST_XDP_LIVE_FRAMES on the interface to send by; the
 * kernel recycles frames as receivers left them, so all headers are written anew.
 */
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

char _license[] SEC("license") = "Dual BSD/GPL";
