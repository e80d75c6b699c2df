package dev.waymark.e2e.controlplane;

import java.util.List;
import java.util.Map;

/** Who there is in a cluster with Waymark on the nodes {@code a} and {@code b}. */
final class Actors {
  private static final String SYSTEM = "waymark-system";

  private final ControlPlane plane;
  private final ClusterObjects objects;

  /** Makes the nodes, a pod of the daemon on {@code a}, and what the operator has published. */
  Actors(ControlPlane plane) {
    this.plane = plane;
    this.objects = plane.objects();
    objects.node("a", Map.of());
    objects.node("b", Map.of());
    objects.namespace("elsewhere");
    objects.serviceAccount("elsewhere", "waymark-node");
    if (!plane.admin().run("get", "pod", "-n", SYSTEM, "waymark-node-a").succeeded()) {
      objects.pod(SYSTEM, "waymark-node-a", "waymark-node", "a");
    }
    Kubectl operator = operator();
    operator.apply(Attempt.nodeRouting("a", Attempt.ROOT)).orFail();
    operator.apply(Attempt.nodeRouting("b", Attempt.ROOT)).orFail();
    if (!operator.run("get", "routeslice", Attempt.ROOT).succeeded()) {
      operator.feed(Attempt.slice(Attempt.ROOT, "AAAA"), "create", "-f", "-").orFail();
    }
    plane.admin().apply(Attempt.table("plain", 7, false)).orFail();
    plane.admin().apply(Attempt.table("forced", 7, true)).orFail();
  }

  /** The daemon in its pod on node {@code a}. */
  Kubectl daemonOfA() {
    return objects.asPod(SYSTEM, "waymark-node-a");
  }

  /** The same, impersonated by the administrator. */
  Kubectl daemonOfAImpersonated() {
    return plane.impersonating(
        "system:serviceaccount:waymark-system:waymark-node",
        List.of("system:serviceaccounts", "system:authenticated"),
        Map.of("authentication.kubernetes.io/node-name", List.of("a")));
  }

  /** Who has a token of the daemon's account that is bound to no pod. */
  Kubectl daemonWithoutPod() {
    return objects.as(SYSTEM, "waymark-node");
  }

  /** An account of the daemon's name in another namespace. */
  Kubectl daemonElsewhere() {
    return objects.as("elsewhere", "waymark-node");
  }

  Kubectl operator() {
    return objects.as(SYSTEM, "waymark-operator");
  }

  Kubectl administrator() {
    return plane.admin();
  }

  /** A person with these cluster roles and no others. */
  Kubectl person(String name, String... roles) {
    for (String role : roles) {
      plane
          .admin()
          .apply(
              """
              apiVersion: rbac.authorization.k8s.io/v1
              kind: ClusterRoleBinding
              metadata: {name: %1$s-%2$s}
              roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: %2$s}
              subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: %1$s}]
              """
                  .formatted(name, role))
          .orFail();
    }
    return plane.impersonating(name, List.of("system:authenticated"), Map.of());
  }
}
