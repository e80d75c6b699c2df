/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * store.h: the store, and the only access to it.
 *
 * Everything a program knows of the configuration lies in the one value of
 * wm_store. User space sets the map's value_size and wm_store_size (equal, a
 * power of two) before it loads the object; the verifier then knows the size as
 * a constant and proves every access against it. So an access is one compare
 * and one add, and an offset that points outside is found, not followed.
 */
#ifndef WM_STORE_H
#define WM_STORE_H

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include "abi.h"

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(map_flags, BPF_F_MMAPABLE);
	__uint(max_entries, 1);
	__uint(key_size, sizeof(__u32));
	__uint(value_size, WM_STORE_MIN);
} wm_store SEC(".maps");

const volatile __u32 wm_store_size = WM_STORE_MIN;

/* Keeps clang from reasoning about a value that the verifier must see bounded. */
#define wm_opaque(variable) asm volatile("" : "+r"(variable))

/* The store's first byte; NULL never happens, but the verifier wants it asked. */
static __always_inline const void *wm_store_get(void)
{
	const __u32 first = 0;

	return bpf_map_lookup_elem(&wm_store, &first);
}

/*
 * The `length` bytes (a constant) at `offset`, or NULL when they are not all
 * inside the store.
 */
static __always_inline const void *wm_store_at(const void *store, __u64 offset, __u32 length)
{
	wm_opaque(offset);
	if (offset > (__u64)wm_store_size - length)
		return 0;
	wm_opaque(offset); /* or clang adds before it compares, and the proof is lost */
	return store + offset;
}

/* Record `index` of a copy-on-write array of records of `length` bytes, or NULL. */
static __always_inline const void *wm_array_at(const void *store, const struct wm_array *array,
					       __u32 index, __u32 length)
{
	const __u32 *page;

	if (index == 0 || index >= array->count)
		return 0;
	page = wm_store_at(store, array->pages + (__u64)(index >> WM_PAGE_SHIFT) * sizeof(__u32),
			   sizeof(__u32));
	if (!page || *page < WM_HEAP)
		return 0;
	return wm_store_at(store, *page + (__u64)(index & (WM_PAGE - 1)) * length, length);
}

#endif /* WM_STORE_H */
