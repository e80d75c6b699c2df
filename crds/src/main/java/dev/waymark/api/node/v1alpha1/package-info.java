/**
 * Between operator and daemon: {@link dev.waymark.api.node.v1alpha1.NodeRouting} names what a node
 * shall hold and what it has proven, {@link dev.waymark.api.node.v1alpha1.RouteSlice} is a piece of
 * it, named by its content and never changed.
 */
@NullMarked
package dev.waymark.api.node.v1alpha1;

import org.jspecify.annotations.NullMarked;
