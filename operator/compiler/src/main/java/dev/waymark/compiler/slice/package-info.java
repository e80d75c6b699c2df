/**
 * A desired state as a tree of immutable slices, each named by the hash of its content.
 *
 * <p>Root → one or more indexes for each table and family → slices of neighbouring routes; beside
 * them slices of rules and of protected prefixes. Slices are cut where the content says so: one
 * inserted route renames one slice and the path above it, and nodes that share routes share slices.
 * Equal states have equal roots. Reading trusts nothing: every slice is checked against its name,
 * every number against its bounds, and no length that a slice claims is allocated before it is
 * earned.
 *
 * <p>Start at {@link dev.waymark.compiler.slice.SliceTree}; the bytes are drawn in {@code
 * operator/README.md}.
 */
@NullMarked
package dev.waymark.compiler.slice;

import org.jspecify.annotations.NullMarked;
