/**
 * A cluster as the plugin asks it: objects by kind, slices by name, a daemon by its node.
 *
 * <p>Whatever the API server refuses or the network loses is one {@link
 * dev.waymark.cli.cluster.ClusterException} with a sentence that says what to do.
 */
@NullMarked
package dev.waymark.cli.cluster;

import org.jspecify.annotations.NullMarked;
