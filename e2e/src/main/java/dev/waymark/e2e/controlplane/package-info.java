/**
 * A real API server for tests: etcd and kube-apiserver as processes of their own, and the objects
 * and identities that a cluster would have.
 *
 * <p>Promise: what is answered here is answered by Kubernetes itself; nothing is imitated. What
 * does not run is said: no controller manager (no garbage collection; a deleted namespace stays
 * {@code Terminating}; no ServiceAccount, Pod or EndpointSlice appears by itself), no scheduler, no
 * kubelet (a Node is an object and nothing more). It listens on this machine's loopback, or inside
 * a lab's host only. Start at {@link dev.waymark.e2e.controlplane.ControlPlane}.
 */
@NullMarked
package dev.waymark.e2e.controlplane;

import org.jspecify.annotations.NullMarked;
