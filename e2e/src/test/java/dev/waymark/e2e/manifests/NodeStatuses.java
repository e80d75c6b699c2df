package dev.waymark.e2e.manifests;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.api.json.Json;
import dev.waymark.api.json.TimeSpan;
import dev.waymark.api.node.v1alpha1.NodePhase;
import dev.waymark.api.node.v1alpha1.NodeRoutingSpec;
import dev.waymark.api.node.v1alpha1.NodeRoutingStatus;
import dev.waymark.api.v1alpha1.Condition;
import dev.waymark.api.v1alpha1.ConditionStatus;
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
    all.put("unseen", node(status(NodePhase.Stable, BEFORE, BEFORE, null)));
    all.put("probation", node(status(NodePhase.Probation, WANTED, BEFORE, null)));
    all.put("proven", node(status(NodePhase.Stable, WANTED, WANTED, null)));
    all.put(
        "rolled-back",
        node(
            status(
                NodePhase.RolledBack,
                WANTED,
                BEFORE,
                converged("ProbeFailed", "probe web of RouteTable edge does not answer"))));
    all.put("refused", node(status(NodePhase.Refused, WANTED, BEFORE, null)));
    all.put(
        "slices-missing",
        node(
            status(
                NodePhase.Fetching,
                WANTED,
                BEFORE,
                converged("SystemRefuses", "1 slice is not there yet"))));
    all.put("clean", node(status(NodePhase.Clean, WANTED, WANTED, null)));
    return all;
  }

  private static Condition converged(String reason, String message) {
    return new Condition(
        "Converged",
        ConditionStatus.False,
        2L,
        Instant.parse("2026-05-01T12:00:00Z"),
        reason,
        message);
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
