/**
 * Which interfaces packets are seen on, and the links that hold the program there.
 *
 * <p>A link is pinned, so that it outlives the daemon, and is adopted after a restart: a link that
 * holds the right program is never touched, one that holds an older program is updated in one step.
 * Programs of others on the same interface stay. Start at {@link
 * dev.waymark.daemon.attach.Attachments}.
 */
@NullMarked
package dev.waymark.daemon.attach;

import org.jspecify.annotations.NullMarked;
