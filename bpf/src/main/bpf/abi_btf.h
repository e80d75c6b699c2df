/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * abi_btf.h: keeps every type of abi.h in the object's BTF, used by a program or
 * not, so that a test can compare all of them with their Java layouts.
 */
#ifndef WM_ABI_BTF_H
#define WM_ABI_BTF_H

#include "abi.h"

struct wm_abi {
	enum wm_phase phase;
	enum wm_lpm_tag lpm_tag;
	enum wm_route_type route_type;
	enum wm_next_hop_flags next_hop_flags;
	enum wm_family family;
	enum wm_rule_action rule_action;
	enum wm_rule_flags rule_flags;
	enum wm_field field;
	enum wm_path path;
	enum wm_source_check source_check;
	enum wm_generation_flags generation_flags;
	enum wm_reason reason;
	enum wm_verdict verdict;
	enum wm_question question;
	struct wm_store store;
	struct wm_lpm lpm;
	struct wm_array array;
	struct wm_route route;
	struct wm_group group;
	struct wm_next_hop next_hop;
	struct wm_rule rule;
	struct wm_classifier classifier;
	struct wm_source_key source_key;
	struct wm_fragment_key fragment_key;
	struct wm_fragment fragment;
	struct wm_interfaces interfaces;
	struct wm_generation generation;
	struct wm_count count;
	struct wm_trace trace;
	struct wm_queries queries;
	struct wm_event_control event_control;
	struct wm_event event;
	struct wm_rollback rollback;
	struct wm_rollback_order rollback_order;
	struct wm_lpm_skip lpm_skip; /* last: it ends in a flexible array */
};

const volatile struct wm_abi *const volatile wm_abi_types = 0;
const volatile struct wm_outputs *const volatile wm_abi_outputs = 0; /* and so does this */

#endif /* WM_ABI_BTF_H */
