/**
 * Waymark as its users install it, on real Kubernetes nodes: images, manifests, kubelets, pods and
 * their packets. Run by {@code make e2e-kind}, which brings the container engine and the node
 * image; nothing here downloads or builds. What can be shown without a kubelet is shown elsewhere,
 * faster.
 */
@NullMarked
package dev.waymark.e2e.kind;

import org.jspecify.annotations.NullMarked;
