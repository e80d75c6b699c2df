/**
 * What the kernel of this node says: its interfaces, addresses and routes, now, and word of every
 * change. Only looks; never polls.
 */
@NullMarked
package dev.waymark.daemon.observe;

import org.jspecify.annotations.NullMarked;
