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
#include <bpf/bpf_helpers.h>
#include "bench_frames.h"
#include "bench_lookup.h"
#include "bench_rules.h"
#include "bench_run.h"
#include "classify.h"
#include "control.h"
#include "interface.h"

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

char _license[] SEC("license") = "Dual BSD/GPL";
