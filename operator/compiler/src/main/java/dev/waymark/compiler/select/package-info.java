/**
 * Selectors to names: which nodes hold the same resources, and so share one desired state.
 *
 * <p>Start at {@link dev.waymark.compiler.select.NodeSelection}.
 */
@NullMarked
package dev.waymark.compiler.select;

import org.jspecify.annotations.NullMarked;
