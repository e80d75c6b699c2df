/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
#ifndef WM_ABI_INTERFACE_H
#define WM_ABI_INTERFACE_H

#include <linux/types.h>

/*
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

#endif /* WM_ABI_INTERFACE_H */
