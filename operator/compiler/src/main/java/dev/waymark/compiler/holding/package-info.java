/**
 * What a state holds of each resource, and states in which some resources stay as they were.
 *
 * <p>A contribution is a state restricted to one owner. It can be taken from any state, a compiled
 * one or one read from slices, so nobody has to remember who brought what.
 *
 * <p>Start at {@link dev.waymark.compiler.holding.Contributions}.
 */
@NullMarked
package dev.waymark.compiler.holding;

import org.jspecify.annotations.NullMarked;
