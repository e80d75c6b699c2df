/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
#ifndef WM_ABI_RULE_H
#define WM_ABI_RULE_H

#include "lpm.h"

/*
 * Rules, a bit-vector classifier: each field's value belongs to a class, each
 * class has a bitmap of the rules it satisfies, the AND of the bitmaps holds the
 * rules that match, and the lowest bit is the first. Rule i is bit i % 64 of word
 * i / 64. Class 0 is that of values which no rule names, and of packets that do
 * not have the field.
 */
#define WM_RULES_MAX 1024
#define WM_RULE_WORDS (WM_RULES_MAX / 64)
#define WM_RULE_TRIES 8 /* lookups that may miss before a packet is the kernel's */

enum wm_rule_action {
	WM_RULE_NONE = 0,
	WM_RULE_LOOKUP = 1,
	WM_RULE_DROP = 2,
	WM_RULE_REJECT = 3, /* the kernel's ICMP: Kernel path, `mark`; to the node itself: ours */
	WM_RULE_PASS = 4,   /* the kernel, unchanged but for what the rule sets */
};

enum wm_rule_flags {
	WM_RULE_SET_DSCP = 1 << 0,
	WM_RULE_LIMIT_BYTES = 1 << 1,  /* limit_cost is that of a byte, else of a packet */
	WM_RULE_LIMIT_SOURCE = 1 << 2, /* a bucket for each source address, else one */
	WM_RULE_EARLY = 1 << 3,        /* XDP sees all that it asks for, and may drop by it */
};

/*
 * A limit is a bucket that leaks at its rate: each packet adds what it costs in
 * time, and one that would rise above the depth is dropped. Times are in units of
 * 2^-limit_shift nanoseconds, so that a byte at 1 Tbit/s still costs thousands.
 */
struct wm_rule {
	__u8 action;  /* enum wm_rule_action */
	__u8 flags;   /* enum wm_rule_flags */
	__u16 table;  /* LOOKUP: index into wm_generation.tables */
	__u32 mark;   /* REJECT */
	__u32 counter; /* index into wm_counters; 0: none. Names the bucket of a limit, too */
	__u8 suppress; /* LOOKUP: routes to prefixes shorter than this do not count; 0: all do */
	__u8 dscp;     /* SET_DSCP: 0..63 */
	__u8 limit_shift; /* 0..40 */
	__u8 pad;
	__u32 set_mask; /* bits of skb->mark that are replaced by those of set_mark */
	__u32 set_mark;
	__u32 mirror;   /* ifindex that a copy leaves by; 0: no copy */
	__u32 mirror_below; /* a copy of packets whose 32 random bits are not above this */
	__u64 limit_cost;   /* 0: no limit */
	__u64 limit_depth;
};

/* Fields up to the first that is no trie have their class as the leaf of a trie. */
enum wm_field {
	WM_FIELD_FROM = 0,
	WM_FIELD_TO = 1,
	WM_FIELD_SOURCE_PORT = 2,      /* key: 16 bits; 0: none */
	WM_FIELD_DESTINATION_PORT = 3, /* likewise */
	WM_FIELD_ICMP = 4,             /* key: 17 bits: 1, type, code; 0: none */
	WM_FIELD_MARK_0 = 5,           /* key: 32 bits, skb->mark under mark_masks[0] */
	WM_FIELD_MARK_1 = 6,
	WM_FIELD_MARK_2 = 7,
	WM_FIELD_MARK_3 = 8,
	WM_FIELD_INTERFACE = 9,
	WM_FIELD_DSCP = 10,
	WM_FIELD_PROTOCOL = 11,
	WM_FIELD_COUNT = 12,
};

#define WM_FIELD_TRIES 9
#define WM_MARK_MASKS 4

/*
 * bitmaps: for each field, the offset of its classes' bitmaps, `words` 64-bit
 * words each; 0: no rule asks about the field, and it is skipped.
 */
struct wm_classifier {
	__u32 count; /* rules */
	__u32 words; /* ceil(count / 64) */
	__u32 rules; /* offset of wm_rule[count] */
	__u32 bytes; /* of this block: the classifier, its rules and its bitmaps in one piece */
	struct wm_lpm tries[WM_FIELD_TRIES]; /* leaf: class */
	__u32 bitmaps[WM_FIELD_COUNT];
	__u32 mark_masks[WM_MARK_MASKS];
	__u8 dscp_class[64];
	__u8 protocol_class[256];
};

/* What is kept of a limit: map wm_limits by counter index, wm_sources by source. */
#define WM_SOURCES_MAX 32768

struct wm_source_key {
	__u32 counter;   /* of the rule */
	__u32 family;    /* enum wm_family */
	__u64 source_hi; /* host order, left aligned */
	__u64 source_lo;
};

/*
 * What a first fragment had and later ones lack (map wm_fragments). RFC 791 tells
 * datagrams apart by protocol too, RFC 8200 does not: protocol is 0 for IPv6.
 */
#define WM_FRAGMENTS_MAX 4096

struct wm_fragment_key {
	__u64 source_hi; /* host order, left aligned */
	__u64 source_lo;
	__u64 destination_hi;
	__u64 destination_lo;
	__u32 id;
	__u16 protocol;
	__u16 family; /* enum wm_family */
};

struct wm_fragment {
	__u16 ports[2]; /* source and destination, network order; 0: none */
	__u32 icmp;     /* as the key of WM_FIELD_ICMP, right aligned */
	__u32 protocol;
};

#endif /* WM_ABI_RULE_H */
