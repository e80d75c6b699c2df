package dev.waymark.api.crd;

import dev.waymark.api.node.v1alpha1.NodeRouting;
import dev.waymark.api.node.v1alpha1.NodeRoutingSpec;
import dev.waymark.api.node.v1alpha1.NodeRoutingStatus;
import dev.waymark.api.node.v1alpha1.RouteSlice;
import dev.waymark.api.node.v1alpha1.RouteSliceSpec;
import dev.waymark.api.v1alpha1.ResourceStatus;
import dev.waymark.api.v1alpha1.RouteTable;
import dev.waymark.api.v1alpha1.RouteTableSpec;
import dev.waymark.api.v1alpha1.RoutingPolicy;
import dev.waymark.api.v1alpha1.RoutingPolicySpec;
import dev.waymark.api.v1alpha1.TrafficSteer;
import dev.waymark.api.v1alpha1.TrafficSteerSpec;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kind that the API server serves.
 *
 * @param status null for a kind without one
 */
public record PublishedKind(
    Class<? extends CustomResource<?, ?>> type,
    Class<? extends Record> spec,
    @Nullable Class<? extends Record> status,
    String doc,
    List<Column> columns) {

  private static final String READY = ".status.conditions[?(@.type==\"Ready\")].";
  private static final Column READY_STATUS = Column.text("Ready", READY + "status");
  private static final Column NODES = Column.text("Nodes", ".status.summary.nodes");
  private static final Column REASON = Column.text("Reason", READY + "reason");
  private static final Column AGE = new Column("Age", "date", ".metadata.creationTimestamp", false);
  private static final Column PROGRAMMED =
      new Column(
          "Programmed", "string", ".status.conditions[?(@.type==\"Programmed\")].status", true);
  private static final Column FAILED =
      new Column("Failed", "integer", ".status.summary.nodesFailed", true);

  /** All kinds, in the order of the API's page. */
  public static final List<PublishedKind> ALL =
      List.of(
          new PublishedKind(
              RouteTable.class,
              RouteTableSpec.class,
              ResourceStatus.class,
              "A routing table declared for a set of nodes.",
              List.of(
                  READY_STATUS,
                  NODES,
                  Column.integer("Table", ".spec.tableId"),
                  Column.integer("Routes", ".status.summary.routes"),
                  REASON,
                  AGE,
                  PROGRAMMED,
                  FAILED)),
          new PublishedKind(
              RoutingPolicy.class,
              RoutingPolicySpec.class,
              ResourceStatus.class,
              "Rules that choose tables and verdicts for a set of nodes.",
              List.of(
                  READY_STATUS,
                  NODES,
                  Column.integer("Priority", ".spec.priority"),
                  Column.integer("Rules", ".status.summary.rules"),
                  REASON,
                  AGE,
                  PROGRAMMED,
                  FAILED)),
          new PublishedKind(
              TrafficSteer.class,
              TrafficSteerSpec.class,
              ResourceStatus.class,
              "A frontend and the backends that answer for it.",
              List.of(
                  READY_STATUS,
                  NODES,
                  Column.integer("Backends", ".status.summary.backends"),
                  REASON,
                  AGE,
                  PROGRAMMED,
                  FAILED)),
          new PublishedKind(
              NodeRouting.class,
              NodeRoutingSpec.class,
              NodeRoutingStatus.class,
              "What one node shall hold and what it has proven. Written by Waymark itself.",
              List.of(
                  Column.text("Phase", ".status.phase"),
                  Column.integer("Generation", ".status.generation"),
                  Column.text("Reason", ".status.conditions[?(@.type==\"Converged\")].reason"),
                  AGE,
                  new Column("Desired", "string", ".spec.root", true),
                  new Column("Stable", "string", ".status.stableRoot", true))),
          new PublishedKind(
              RouteSlice.class,
              RouteSliceSpec.class,
              null,
              "An immutable piece of desired state, named by its content. Written by Waymark"
                  + " itself.",
              List.of(
                  Column.text("Kind", ".spec.kind"), Column.integer("Count", ".spec.count"), AGE)));

  /** A column of {@code kubectl get}; wide ones show with {@code -o wide}. */
  public record Column(String name, String type, String jsonPath, boolean wide) {
    static Column text(String name, String jsonPath) {
      return new Column(name, "string", jsonPath, false);
    }

    static Column integer(String name, String jsonPath) {
      return new Column(name, "integer", jsonPath, false);
    }
  }
}
