/**
 * What a class of nodes shall hold, as plain immutable values.
 *
 * <p>Every value here is canonical: two states that mean the same are equal, and equal states have
 * the same bytes as slices. A million routes are primitive arrays, never objects. Nothing here
 * knows a node's addresses or interfaces: that is resolved on the node.
 *
 * <p>Start at {@link dev.waymark.compiler.model.DesiredState}.
 */
@NullMarked
package dev.waymark.compiler.model;

import org.jspecify.annotations.NullMarked;
