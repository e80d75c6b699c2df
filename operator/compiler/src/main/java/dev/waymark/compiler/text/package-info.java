/**
 * Routes in the syntax of {@code ip route}: the lines of a ConfigMap that a RouteTable mirrors, and
 * the way Waymark prints routes. Every line that is read can be written again and read to the same
 * value; what is not understood is refused with its line number, never passed over.
 *
 * <p>Start at {@link dev.waymark.compiler.text.IpRouteLine}; the grammar stands in {@code
 * operator/README.md}.
 */
@NullMarked
package dev.waymark.compiler.text;

import org.jspecify.annotations.NullMarked;
