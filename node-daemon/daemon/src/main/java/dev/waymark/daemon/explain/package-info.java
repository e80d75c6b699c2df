/**
 * The story of one packet: what the live program would do with it, and which rule, prefix, next hop
 * and resource made it so.
 *
 * <p>The program's twin decides, on the pinned store; nothing here decides anything again. Names
 * come from what the daemon wrote to the disk, and the prefix from the very desired state that the
 * generation was made of: where the two do not fit together any more, the story says so instead of
 * guessing. Needs no daemon and changes nothing. Start at {@link
 * dev.waymark.daemon.explain.Explainer}; {@link dev.waymark.daemon.explain.Explained} is what is
 * told.
 */
@NullMarked
package dev.waymark.daemon.explain;

import org.jspecify.annotations.NullMarked;
