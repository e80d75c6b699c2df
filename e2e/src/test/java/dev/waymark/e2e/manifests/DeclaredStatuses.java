package dev.waymark.e2e.manifests;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.api.json.Json;
import dev.waymark.api.v1alpha1.ConditionType;
import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.api.v1alpha1.ResourceStatus;
import dev.waymark.compiler.ResourceReport;
import dev.waymark.compiler.diagnostic.Diagnostic;
import dev.waymark.compiler.diagnostic.DiagnosticCode;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.status.NodeNote;
import dev.waymark.compiler.status.NodeResult;
import dev.waymark.compiler.status.NodeState;
import dev.waymark.compiler.status.StatusOf;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** RouteTables with the statuses that {@link StatusOf} gives them, by what happened. */
final class DeclaredStatuses {
  private static final Owner EDGE = Owner.of("RouteTable", "edge");
  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
  private static final long GENERATION = 4;

  private DeclaredStatuses() {}

  static Map<String, ObjectNode> all() {
    Map<String, ObjectNode> all = new LinkedHashMap<>();
    NodeResult ready = NodeResult.of("r1", NodeState.Ready);
    NodeResult other = NodeResult.of("r2", NodeState.Ready);
    all.put("new", table(null));
    all.put("unknown", table(StatusOf.unknown(GENERATION, null, NOON)));
    all.put("progressing", table(status(ready, NodeResult.of("r2", NodeState.Programmed))));
    all.put("ready", table(status(ready, other)));
    all.put("away", table(status(ready, NodeResult.of("r2", NodeState.Unreachable))));
    all.put(
        "less-than-asked",
        table(
            status(
                ready,
                other.with(
                    new NodeNote(
                        ConditionType.Degraded, Reason.InterfaceDown, "wan0 has no carrier")))));
    all.put(
        "refused",
        table(
            StatusOf.resource(
                report(
                    List.of("r1", "r2"),
                    new Diagnostic(
                        EDGE,
                        DiagnosticCode.NotSupportedYet,
                        "spec.routes[0].src",
                        "is not served")),
                List.of(),
                null,
                NOON)));
    all.put("no-node", table(StatusOf.resource(report(List.of()), List.of(), null, NOON)));
    all.put(
        "rolled-back",
        table(
            status(
                NodeResult.of("r2", NodeState.Programmed),
                new NodeResult(
                    "r1",
                    NodeState.RolledBack,
                    Reason.ProbeFailed,
                    "probe web does not answer",
                    List.of()))));
    all.put(
        "too-large",
        table(
            status(
                other,
                new NodeResult(
                    "r1", NodeState.Failed, Reason.StoreFull, "needs 300 MiB", List.of()))));
    all.put("outdated", newer(table(status(ready, other))));
    all.put("deleted", deleted(table(status(ready, other))));
    return all;
  }

  private static ResourceStatus status(NodeResult... nodes) {
    return StatusOf.resource(report(List.of("r1", "r2")), List.of(nodes), null, NOON);
  }

  private static ResourceReport report(List<String> nodes, Diagnostic... diagnostics) {
    return new ResourceReport(EDGE, GENERATION, List.of(diagnostics), List.of(), nodes, 3, null);
  }

  private static ObjectNode table(@Nullable ResourceStatus status) {
    ObjectNode table = Json.mapper().createObjectNode();
    table.put("apiVersion", "waymark.dev/v1alpha1").put("kind", "RouteTable");
    table.putObject("metadata").put("name", "edge").put("generation", GENERATION);
    if (status != null) {
      table.set("status", Json.mapper().valueToTree(status));
    }
    return table;
  }

  private static ObjectNode newer(ObjectNode table) {
    ((ObjectNode) table.get("metadata")).put("generation", GENERATION + 1);
    return table;
  }

  private static ObjectNode deleted(ObjectNode table) {
    ((ObjectNode) table.get("metadata")).put("deletionTimestamp", NOON.toString());
    return table;
  }
}
