/**
 * What the kernel of this node says: its interfaces, addresses and routes, now, and word of every
 * change. Only looks. Polls nothing that the kernel has an event for; see {@link
 * dev.waymark.daemon.observe.NodeEvents#lookEverySecond}.
 */
@NullMarked
package dev.waymark.daemon.observe;

import org.jspecify.annotations.NullMarked;
