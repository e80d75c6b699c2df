/**
 * What the live program would do with a packet, and why, said by its own code.
 *
 * <p>The twin of the live program decides on the live store and writes a trace; {@link
 * dev.waymark.dataplane.explain.Explanation} is that trace as raw numbers. Naming rules and routes
 * is the caller's affair.
 */
@NullMarked
package dev.waymark.dataplane.explain;

import org.jspecify.annotations.NullMarked;
