/**
 * The node's side of a cluster: reads what the node shall hold from its NodeRouting and the slices
 * below it, and writes into the NodeRouting's status what the node holds.
 *
 * <p>Watches its own NodeRouting and nothing else; gets slices by name, checks each against it, and
 * keeps none in memory once the state is handed on. Whatever the API server does (away, forbidding,
 * without the object, with a broken slice) is told as a value, tried again with growing pauses, and
 * heals by itself. Only {@link dev.waymark.daemon.cluster.KubernetesApi} speaks HTTP.
 */
@NullMarked
package dev.waymark.daemon.cluster;

import org.jspecify.annotations.NullMarked;
