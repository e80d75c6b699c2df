/**
 * Resources and facts in, one desired state for each class of nodes and diagnostics for each
 * resource out.
 *
 * <p>Pure: no clock, no I/O, no order of events. The operator, the daemon that reads Git and {@code
 * plan} call the same function and get the same bytes. One bad resource harms no other.
 *
 * <p>Start at {@link dev.waymark.compiler.Compiler}.
 */
@NullMarked
package dev.waymark.compiler;

import org.jspecify.annotations.NullMarked;
