/**
 * What the daemon says of its node, written whole on every change of state and read by {@code
 * status}.
 *
 * <p>A report tells only what was seen: a generation is Stable when it was read back, a resource is
 * Ready when its generation is. It holds no rates and no clock. Start at {@link
 * dev.waymark.daemon.report.NodeReport}.
 */
@NullMarked
package dev.waymark.daemon.report;

import org.jspecify.annotations.NullMarked;
