/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * interface.h: ifindex -> how the installer set that interface. One slot, no
 * probing: the writer picked a multiplier without collisions.
 */
#ifndef WM_INTERFACE_H
#define WM_INTERFACE_H

#include "store.h"

/* NULL: this generation does not name the interface. */
static __always_inline const struct wm_interface *
wm_interface_find(const void *store, const struct wm_generation *generation, __u32 ifindex)
{
	const struct wm_interfaces *interfaces =
		wm_store_at(store, generation->interfaces, sizeof(*interfaces));
	const struct wm_interface *interface;

	if (!interfaces || !generation->interfaces)
		return 0;
	interface = &interfaces->slots[(ifindex * interfaces->multiplier) >> 24];
	return interface->ifindex == ifindex ? interface : 0;
}

#endif /* WM_INTERFACE_H */
