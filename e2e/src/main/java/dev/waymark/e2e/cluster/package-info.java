/**
 * A whole cluster on one machine: a real control plane, the operator and the node daemons as
 * processes, and real packets through every node. No kubelets: nobody starts pods here, and Node
 * objects are made by whoever builds the cluster.
 *
 * <p>Start at {@link dev.waymark.e2e.cluster.ClusterNetwork}.
 */
@NullMarked
package dev.waymark.e2e.cluster;

import org.jspecify.annotations.NullMarked;
