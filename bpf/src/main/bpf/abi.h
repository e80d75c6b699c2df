/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * abi.h: every structure, enum and limit that the programs share with user space.
 *
 * This file is the only contract between C and Java; it holds no code. Each
 * structure has one layout class in dev.waymark.dataplane.layout, and
 * AbiMatchesBtfTest compares the two through BTF, both ways. A change here is a
 * change of that class and of WM_ABI_VERSION, in one commit.
 *
 * Conventions: natural alignment and explicit padding, nothing packed (a packed
 * word can tear in shared memory). Integers are in host order unless a comment
 * says "network order". "Offset" is a byte offset from the start of the store;
 * offset 0 is the store's header and so also means "none".
 */
#ifndef WM_ABI_H
#define WM_ABI_H

#include <linux/bpf.h> /* struct bpf_timer */

#define WM_ABI_VERSION 3
#define WM_STORE_MAGIC 0x4b524d57 /* "WMRK" */

/* ------------------------------------------------------------------------
 * The store: one value of one mmapable array map, a power of two in size.
 *
 *   0            wm_store          header and control word
 *   4096         wm_generation[0]  WM_SLOTS records, WM_SLOT_STRIDE apart
 *   ...
 *   WM_HEAP      allocator's       tries, pages of records, classifiers
 *   size
 */
#define WM_SLOTS 32
#define WM_SLOT_STRIDE 4352
#define WM_SLOT_BASE 4096
#define WM_HEAP (WM_SLOT_BASE + WM_SLOTS * WM_SLOT_STRIDE) /* 143360 */
#define WM_STORE_MIN (1u << 20)
#define WM_STORE_MAX (1u << 29)

enum wm_phase {
	WM_PHASE_EMPTY = 0,     /* nothing was ever published: every packet is the kernel's */
	WM_PHASE_STABLE = 1,    /* active == stable */
	WM_PHASE_PROBATION = 2, /* active is on trial; stable is where a rollback goes */
};

/*
 * The control word, read once by each program run:
 *
 *   63            24 23   16 15    8 7     0
 *   +---------------+-------+-------+-------+
 *   | sequence (40) | phase | stable| active|
 *   +---------------+-------+-------+-------+
 *
 * active and stable are slot numbers. Publish, confirm and roll back are each
 * one compare-and-swap on it, and each adds 1 to the sequence.
 */
#define WM_CONTROL_ACTIVE_SHIFT 0
#define WM_CONTROL_STABLE_SHIFT 8
#define WM_CONTROL_PHASE_SHIFT 16
#define WM_CONTROL_SEQUENCE_SHIFT 24

struct wm_store {
	__u32 magic;
	__u32 abi;
	__u64 size;    /* bytes of the whole value */
	__u8 pad[48];  /* the control word has a cache line of its own */
	__u64 control;
	__u8 pad2[56];
};

/* ------------------------------------------------------------------------
 * Longest-prefix match. One structure serves routes (v4 and v6), and every field
 * of the classifier whose values form ranges: a key is up to 128 bits, left
 * aligned, and the answer ("leaf") is a 30-bit number whose meaning is the user's.
 *
 * A ref is one 32-bit word:
 *
 *   31 30 29   25 24                       0
 *   +----+-------+-------------------------+
 *   |tag | bits  | offset / WM_LPM_UNIT    |   tag ARRAY, SPARSE, SKIP
 *   +----+-------+-------------------------+
 *   | 0  | leaf (30 bits)                  |   tag LEAF
 *   +----+---------------------------------+
 *
 * LEAF   the search ends. Leaf 0: no prefix but perhaps 0/0 covers the key, and
 *        the answer is wm_lpm.otherwise.
 * ARRAY  the next `bits` (1..16) bits of the key index 2^bits refs at the offset.
 * SPARSE the next WM_LPM_STRIDE bits index 64 slots, of which runs of equal refs
 *        are stored once: wm_lpm_sparse.
 * SKIP   all prefixes below share the next `skip` bits; a key without them ends
 *        at `other`: wm_lpm_skip, which is a SPARSE block behind a header.
 *
 * The shape (which tag where) is the writer's choice; the reader follows any.
 * Blocks are immutable once published: a change copies the path to it.
 */
#define WM_LPM_UNIT 16
#define WM_LPM_STRIDE 6
#define WM_LPM_STEPS 24 /* refs followed at most: ceil(128 / 6) + 2 */

#define WM_LPM_TAG_SHIFT 30
#define WM_LPM_BITS_SHIFT 25
#define WM_LPM_BITS_MASK 0x1f
#define WM_LPM_OFFSET_MASK 0x1ffffff
#define WM_LPM_LEAF_MASK 0x3fffffff

enum wm_lpm_tag {
	WM_LPM_LEAF = 0,
	WM_LPM_ARRAY = 1,
	WM_LPM_SPARSE = 2,
	WM_LPM_SKIP = 3,
};

/*
 * Slot s (0..63, the next six bits of the key) has the ref
 * refs[popcount(starts & ((2 << s) - 1)) - 1]; bit s of `starts` is set where the
 * ref of slot s differs from that of slot s - 1. Bit 0 is always set.
 */
struct wm_lpm_sparse {
	__u64 starts;
	__u32 refs[]; /* popcount(starts) of them */
};

struct wm_lpm_skip {
	__u64 key;   /* the shared bits, left aligned, zero beyond `skip` */
	__u32 skip;  /* 1..63, bits */
	__u32 other; /* a LEAF: the answer for a key that does not share them */
	struct wm_lpm_sparse sparse;
};

/* One table of one family, or one field of the classifier. */
struct wm_lpm {
	__u32 root;      /* ref; LEAF 0: empty */
	__u32 otherwise; /* leaf of the prefix 0/0, held outside the trie; 0: none */
};

/* ------------------------------------------------------------------------
 * Arrays of records in copy-on-write pages: `pages` is the offset of
 * ceil(count / WM_PAGE) offsets of pages of WM_PAGE records each. Index 0 is
 * never a record: 0 means "none".
 */
#define WM_PAGE 256
#define WM_PAGE_SHIFT 8

struct wm_array {
	__u32 pages;
	__u32 count; /* indices 0..count-1 exist */
};

/* ------------------------------------------------------------------------
 * Routes. A leaf of a table is the index of a wm_route. Routes that say the same
 * share one record, however many prefixes they are.
 */
enum wm_route_type {
	WM_ROUTE_NONE = 0,
	WM_ROUTE_UNICAST = 1,
	WM_ROUTE_LOCAL = 2,       /* deliver to this host: Kernel path, `mark` */
	WM_ROUTE_BLACKHOLE = 3,   /* drop, counted */
	WM_ROUTE_UNREACHABLE = 4, /* the kernel's ICMP: Kernel path, `mark` */
	WM_ROUTE_PROHIBIT = 5,    /* the kernel's ICMP: Kernel path, `mark` */
	WM_ROUTE_THROW = 6,       /* go on with the next rule */
	WM_ROUTE_KERNEL = 7,      /* a kernel's own route, mirrored: leave the packet alone */
	WM_ROUTE_PROTECTED = 8,   /* a protected prefix: leave the packet alone */
	WM_ROUTE_MULTICAST = 9,   /* a copy for each output of the group; serves groups of receivers only */
};

struct wm_route {
	__u8 type; /* enum wm_route_type */
	__u8 prefix_length; /* told in tables that a suppressing rule names, else 0 */
	__u16 mtu;     /* bytes; 0: the device's */
	__u32 group;   /* index of a wm_group; UNICAST and MULTICAST only */
	__u32 mark;    /* bits inside mark_mask; LOCAL, UNREACHABLE, PROHIBIT */
	__u32 counter; /* index into wm_counters; 0: none */
};

/*
 * A next-hop group: one next hop, a resilient table of buckets, or, for MULTICAST,
 * a list of which each gets a copy.
 */
#define WM_GROUP_BITS_MAX 16
#define WM_GROUP_EACH 255

struct wm_group {
	__u32 bucket_bits; /* 2^bucket_bits buckets; 0: single; WM_GROUP_EACH: a copy for each */
	__u32 target;      /* index of a wm_next_hop; offset of __u32 indices; of a wm_outputs */
};

#define WM_OUTPUTS_MAX 32

struct wm_output {
	__u32 next_hop;   /* index of a wm_next_hop without a gateway */
	__u8 source[6];   /* link-layer address of its device; zero if it has none */
	__u8 pad[2];
};

struct wm_outputs {
	__u32 input; /* ifindex that the group's packets must come in by; never an output */
	__u32 count; /* 1..WM_OUTPUTS_MAX */
	struct wm_output outputs[];
};

enum wm_next_hop_flags {
	WM_NEXT_HOP_ONLINK = 1 << 0, /* no gateway: the destination itself is the neighbour */
	WM_NEXT_HOP_NO_L2 = 1 << 1,  /* the device has no link-layer header: never the Fast path */
};

enum wm_family {
	WM_FAMILY_NONE = 0,
	WM_FAMILY_V4 = 4,
	WM_FAMILY_V6 = 6,
};

struct wm_next_hop {
	__u32 ifindex;
	__u32 mark;       /* Kernel path: bits inside mark_mask that its kernel table is chosen by */
	__u8 gateway[16]; /* network order; v4 in the first four bytes */
	__u8 family;      /* enum wm_family, of the gateway; NONE: on link */
	__u8 flags;       /* enum wm_next_hop_flags */
	__u16 mtu;        /* bytes, of the device */
	__u32 counter;    /* index into wm_counters; 0: none */
};

/* ------------------------------------------------------------------------
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

/* ------------------------------------------------------------------------
 * Attached interfaces: slot (ifindex * multiplier) >> 24 of WM_INTERFACE_SLOTS.
 * The writer picks an odd multiplier without collisions.
 */
#define WM_INTERFACE_SLOTS 256
#define WM_INTERFACES_MAX 64

enum wm_path {
	WM_PATH_KERNEL = 0,
	WM_PATH_FAST = 1,
};

enum wm_source_check {
	WM_SOURCE_CHECK_OFF = 0,
	WM_SOURCE_CHECK_LOOSE = 1,  /* some route to the source exists */
	WM_SOURCE_CHECK_STRICT = 2, /* the route to the source leaves by the input interface */
};

struct wm_interface {
	__u32 ifindex;     /* 0: a free slot */
	__u8 path;         /* enum wm_path */
	__u8 source_check; /* enum wm_source_check; Fast path only */
	__u8 l2;           /* bytes of link-layer header: 14, or 0 for a raw IP device */
	__u8 field_class;  /* class of WM_FIELD_INTERFACE */
	__u8 mac[6];       /* by which XDP knows what is for this host; 0: there is none */
	__u8 pad[2];
};

struct wm_interfaces {
	__u32 multiplier;
	__u32 count;
	struct wm_interface slots[WM_INTERFACE_SLOTS];
};

/* ------------------------------------------------------------------------
 * A generation: one whole configuration, written before it is published and
 * never changed after.
 *
 * tables[f][0] holds the node's own and broadcast addresses (leaves are
 * WM_ROUTE_PROTECTED routes); 1..254 are the routing tables. f is 0 for IPv4, 1
 * for IPv6.
 */
#define WM_TABLES 256
#define WM_TABLE_OWN 0
#define WM_TABLE_DEFAULT 253
#define WM_TABLE_MAIN 254

enum wm_generation_flags {
	WM_GENERATION_NAT = 1 << 0, /* the kernel translates addresses: the Fast path asks conntrack */
};

struct wm_generation {
	__u64 number;    /* counts up from 1, also over restarts */
	__u8 digest[32]; /* SHA-256 root digest of the desired state */
	__u32 abi;
	__u32 checksum;  /* CRC-32C of this record with this field 0 */
	__u32 mark_mask; /* the bits of skb->mark that are ours to write */
	__u32 flags;     /* enum wm_generation_flags */
	struct wm_array routes;
	struct wm_array groups;
	struct wm_array next_hops;
	__u32 classifier[2]; /* offset of a wm_classifier for each family; 0: no rules */
	__u32 to_node[2];    /* likewise, for packets to the node's own addresses */
	__u32 interfaces;    /* offset of wm_interfaces */
	__u32 pad;
	struct wm_lpm tables[2][WM_TABLES];
};

/* ------------------------------------------------------------------------
 * What became of a packet. The names are public: they stand in metrics, in
 * `explain` and in the documentation. New ones go at the end of their block.
 */
enum wm_reason {
	WM_REASON_NONE = 0,

	/* Untouched or exempt: the kernel's, unchanged. */
	WM_PASS_NO_GENERATION = 1,  /* nothing published yet */
	WM_PASS_NOT_ATTACHED = 2,   /* the generation does not name this interface */
	WM_PASS_NOT_IP = 3,
	WM_PASS_OTHER_HOST = 4,     /* not addressed to this node on the link */
	WM_PASS_VLAN = 5,           /* a tag on the parent device, VLAN 0 apart */
	WM_PASS_MALFORMED = 6,      /* a header that the kernel is to judge */
	WM_PASS_EXEMPT = 7,         /* loopback, link-local, DHCP, ND, ... */
	WM_PASS_OWN_ADDRESS = 8,    /* local delivery */
	WM_PASS_PROTECTED = 9,      /* a protected prefix */
	WM_PASS_KERNEL_ROUTE = 10,  /* the kernel's own route is the best */
	WM_PASS_NO_ROUTE = 11,      /* no table claims it */
	WM_PASS_RULE = 12,          /* a rule says Pass */
	WM_PASS_RULE_LIMIT = 13,    /* WM_RULE_TRIES lookups found nothing */
	WM_PASS_EXTENSION_HEADERS = 14, /* more than six IPv6 extension headers */
	WM_PASS_CORRUPT = 15,       /* the store holds something impossible: a bug, never a drop */
	WM_PASS_FRAGMENT_UNKNOWN = 16, /* a later fragment whose first one was not seen */
	WM_PASS_MULTICAST_INPUT = 20,   /* not by the multicast route's input interface: no copies */
	WM_PASS_MULTICAST_TTL = 21,     /* used up: no copies */
	WM_PASS_MULTICAST_OPTIONS = 22, /* IPv4 options, hop-by-hop or routing header: no copies */

	/* Handed to the kernel with a mark: the Kernel path. */
	WM_KERNEL_FORWARD = 32,     /* the interface's path is Kernel */
	WM_KERNEL_TTL = 33,
	WM_KERNEL_OPTIONS = 34,     /* IPv4 options, or IPv6 hop-by-hop and routing headers */
	WM_KERNEL_FRAGMENT = 35,    /* a later fragment */
	WM_KERNEL_MTU = 36,
	WM_KERNEL_NO_L2 = 37,       /* the next hop's device has no link-layer header */
	WM_KERNEL_LOCAL = 38,       /* route type Local */
	WM_KERNEL_UNREACHABLE = 39,
	WM_KERNEL_PROHIBIT = 40,
	WM_KERNEL_REJECT = 41,      /* a rule says Reject */
	WM_KERNEL_REDIRECT_FAILED = 42,
	WM_KERNEL_NAT = 43,         /* the kernel translates this flow */
	WM_KERNEL_NAT_UNKNOWN = 44, /* it translates some, and has not said whether this one */

	/* Redirected to the neighbour: the Fast path. */
	WM_FAST_FORWARD = 64,
	WM_FAST_MULTICAST = 65,     /* copies for the outputs; the packet itself is the kernel's */

	/* Dropped. */
	WM_DROP_BLACKHOLE = 96,
	WM_DROP_RULE = 97,
	WM_DROP_SOURCE_CHECK = 98,
	WM_DROP_NO_NEXT_HOP = 99,   /* the group is empty: a route that should have been withdrawn */
	WM_DROP_LIMIT = 100,        /* over the limit of the rule that matched */
	WM_DROP_FRAG_TINY = 101,    /* a first fragment without a whole transport header */
	WM_DROP_REJECT = 102,       /* a rule rejects what was for the node; answered by us */

	/* Dropped copies of a WM_FAST_MULTICAST packet, counted beside it. */
	WM_DROP_MULTICAST_MTU = 108,    /* longer than that output allows */
	WM_DROP_MULTICAST_OUTPUT = 109, /* that output's device, or memory, refused it */

	WM_REASON_COUNT = 128,
};

enum wm_verdict {
	WM_VERDICT_PASS = 0,   /* the kernel, unchanged */
	WM_VERDICT_KERNEL = 1, /* the kernel, marked */
	WM_VERDICT_FAST = 2,   /* redirected */
	WM_VERDICT_DROP = 3,
};

/* Values of the per-CPU maps wm_reasons (by enum wm_reason) and wm_counters. */
struct wm_count {
	__u64 packets;
	__u64 bytes; /* skb->len less the link-layer header: IP bytes, a GSO packet counted whole */
};

#define WM_COUNTERS_MAX 16384

/*
 * What the twin of the live program says of one packet (map wm_trace, one value).
 * 0 where the packet did not come that far.
 */
struct wm_trace {
	__u64 generation;
	__u32 verdict; /* enum wm_verdict */
	__u32 reason;  /* enum wm_reason */
	__u32 rule;    /* 1 + index of the rule whose action was taken */
	__u32 table;
	__u32 route;
	__u32 group;
	__u32 bucket;
	__u32 next_hop;
	__u32 ifindex; /* output interface */
	__u32 mark;
	__u32 tries;   /* lookups of rules */
	__u32 hash;    /* of the flow */
	__u32 own;     /* route to the node's own address that the packet is for; 0: it is not */
	__u32 pad;
};

/* ------------------------------------------------------------------------
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

/*
 * Asking a generation through the live program's own code (map wm_queries, one
 * value, mmapable): user space fills `slot`, `count` and the queries, runs
 * wm_lookup, and reads the answers. What is not there, or impossible, is ~0.
 */
#define WM_QUERIES_MAX 8192
#define WM_DIGEST_PRIME 16777619 /* digest = (digest ^ word) * prime, from 0, over 32-bit words */

enum wm_question {
	WM_ASK_LEAF_V4 = 0,  /* address, `table` -> index of a wm_route; 0: none */
	WM_ASK_LEAF_V6 = 1,
	WM_ASK_ROUTE = 2,    /* hi: index -> digest of the wm_route */
	WM_ASK_GROUP = 3,    /* hi: index -> digest of the wm_group */
	WM_ASK_MEMBER = 4,   /* hi: index of a wm_group, lo: hash of a flow -> index of a wm_next_hop */
	WM_ASK_NEXT_HOP = 5, /* hi: index -> digest of the wm_next_hop */
};

struct wm_query {
	__u64 hi; /* host order, an address left aligned */
	__u64 lo;
	__u16 table;
	__u8 question; /* enum wm_question */
	__u8 pad;
	__u32 answer;
};

struct wm_queries {
	__u32 count;
	__u32 answered;
	__u32 slot; /* of the generation to ask */
	__u32 pad;
	struct wm_query queries[WM_QUERIES_MAX];
};

/* ------------------------------------------------------------------------
 * The timer that takes an unconfirmed generation back (map wm_rollback, one
 * value, pinned beside the store). User space reads it and never writes it: an
 * update of the element would cancel the timer.
 */
struct wm_rollback {
	struct bpf_timer timer; /* the kernel's own; reads as zero */
	__u64 expected; /* control word of the publication on trial; 0: not armed */
	__u64 restore;  /* control word that takes it back */
	__u64 fired;    /* generations taken back since the map was made */
	__u64 taken;    /* control word that was replaced since the last disarm; 0: none */
	__u64 left;     /* control word that was left by that */
};

/* What arms it: the bytes behind the first WM_ROLLBACK_ORDER_AT of a test run's packet. */
#define WM_ROLLBACK_ORDER_AT 16

struct wm_rollback_order {
	__u64 expected;
	__u64 restore;
	__u64 timeout; /* nanoseconds, suspended time included */
};

#endif /* WM_ABI_H */
