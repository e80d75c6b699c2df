/**
 * What separates two desired states, route by route and rule by rule, and how that reads.
 *
 * <p>Start at {@link dev.waymark.compiler.diff.StateDiff}.
 */
@NullMarked
package dev.waymark.compiler.diff;

import org.jspecify.annotations.NullMarked;
