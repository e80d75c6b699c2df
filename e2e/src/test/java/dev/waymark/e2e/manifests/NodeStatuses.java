package dev.waymark.e2e.manifests;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.api.json.Json;
import dev.waymark.api.json.TimeSpan;
import dev.waymark.api.node.v1alpha1.NodePhase;
import dev.waymark.api.node.v1alpha1.NodeRoutingSpec;
import dev.waymark.api.node.v1alpha1.NodeRoutingStatus;
import dev.waymark.api.v1alpha1.Condition;
import dev.waymark.api.v1alpha1.ConditionStatus;
import dev.waymark.api.v1alpha1.Reason;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** NodeRoutings as their nodes describe them, by what happened. */
final class NodeStatuses {
  private static final String WANTED = "a".repeat(52);
  private static final String BEFORE = "b".repeat(52);

  private NodeStatuses() {}

  static Map<String, ObjectNode> all() {
    Map<String, ObjectNode> all = new LinkedHashMap<>();
    all.put("new", node(null));
    all.put("unseen", node(status(NodePhase.Stable, BEFORE, BEFORE, converged())));
    all.put(
        "probation",
        node(
            status(
                NodePhase.Probation,
                WANTED,
                BEFORE,
                notConverged(Reason.Progressing, "the change has yet to prove itself"))));
    all.put("proven", node(status(NodePhase.Stable, WANTED, WANTED, converged())));
    all.put(
        "rolled-back",
        node(
            status(
                NodePhase.RolledBack,
                WANTED,
                BEFORE,
                notConverged(Reason.ProbeFailed, "probe web of RouteTable edge does not answer"))));
    all.put(
        "slices-missing",
        node(
            status(
                NodePhase.Stable,
                WANTED,
                BEFORE,
                notConverged(Reason.ReferenceNotFound, "1 slice is not there yet"))));
    all.put("silent", node(status(NodePhase.Refused, WANTED, BEFORE, null)));
    all.put("clean", node(status(NodePhase.Clean, WANTED, WANTED, converged())));
    return all;
  }

  private static Condition converged() {
    return condition(
        ConditionStatus.True, Reason.AsDeclared, "what the node was asked to hold is proven");
  }

  private static Condition notConverged(Reason reason, String message) {
    return condition(ConditionStatus.False, reason, message);
  }

  private static Condition condition(ConditionStatus status, Reason reason, String message) {
    return new Condition(
        "Converged", status, null, Instant.parse("2026-05-01T12:00:00Z"), reason.name(), message);
  }

  private static NodeRoutingStatus status(
      NodePhase phase, String desired, String stable, @Nullable Condition condition) {
    return new NodeRoutingStatus(
        desired,
        desired,
        stable,
        List.of(),
        null,
        7L,
        phase,
        "boot",
        List.of(1),
        null,
        List.of(),
        List.of(),
        condition == null ? List.of() : List.of(condition));
  }

  private static ObjectNode node(@Nullable NodeRoutingStatus status) {
    ObjectNode node = Json.mapper().createObjectNode();
    node.put("apiVersion", "node.waymark.dev/v1alpha1").put("kind", "NodeRouting");
    node.putObject("metadata").put("name", "r1").put("generation", 2);
    node.set(
        "spec",
        Json.mapper().valueToTree(new NodeRoutingSpec(WANTED, 1, 1, null, TimeSpan.parse("10s"))));
    if (status != null) {
      node.set("status", Json.mapper().valueToTree(status));
    }
    return node;
  }
}
