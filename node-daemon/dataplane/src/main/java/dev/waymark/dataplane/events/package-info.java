/**
 * Packets told one by one while somebody asks for them, read off the pinned ring buffer.
 *
 * <p>There is one reader at a time, which the caller sees to. Programs tell nothing once a reader
 * is gone, however it went. What could not be told is counted. Start at {@link
 * dev.waymark.dataplane.events.EventStream}.
 */
@NullMarked
package dev.waymark.dataplane.events;

import org.jspecify.annotations.NullMarked;
