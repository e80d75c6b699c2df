/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * abi.h: every structure, enum and limit that the programs share with user space.
 *
 * This file and its parts are the only contract between C and Java; they hold no
 * code. Each structure has one layout class in dev.waymark.dataplane.layout, and
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

#define WM_ABI_VERSION 3

#include "abi/store.h"
#include "abi/lpm.h"
#include "abi/route.h"
#include "abi/rule.h"
#include "abi/interface.h"
#include "abi/generation.h"
#include "abi/outcome.h"
#include "abi/event.h"
#include "abi/query.h"
#include "abi/rollback.h"

#endif /* WM_ABI_H */
