/**
 * The API of Waymark: whoever reads only this room knows the product.
 *
 * <p>The records are the one place where a field, its bounds and its meaning are written. The
 * published CRDs, the strict reading of YAML and the checks of both are derived from them, so the
 * API server and a node that reads Git refuse the same documents with the same words. Nothing here
 * opens a socket, resolves a name or reads a clock.
 *
 * <p>Start at {@link dev.waymark.api.v1alpha1.RouteTableSpec}.
 */
@NullMarked
package dev.waymark.api;

import org.jspecify.annotations.NullMarked;
