/**
 * What the cluster holds, as one immutable snapshot.
 *
 * <p>Informers keep the objects, less what nobody reads; a snapshot is there only once every one of
 * them has synced, so that what was not read yet is never taken for absent. Nothing here writes.
 *
 * <p>Start at {@link dev.waymark.controller.observe.ClusterView}.
 */
@NullMarked
package dev.waymark.controller.observe;

import org.jspecify.annotations.NullMarked;
