package dev.waymark.e2e.node;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.api.json.Json;
import dev.waymark.api.json.TimeSpan;
import dev.waymark.api.net.Family;
import dev.waymark.api.net.Prefix;
import dev.waymark.api.node.v1alpha1.NodeRouting;
import dev.waymark.api.node.v1alpha1.NodeRoutingSpec;
import dev.waymark.compiler.Compiler;
import dev.waymark.compiler.Facts;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.select.NodeFacts;
import dev.waymark.compiler.slice.Slice;
import dev.waymark.compiler.slice.SliceResource;
import dev.waymark.compiler.slice.SliceTree;
import dev.waymark.e2e.controlplane.ControlPlane;
import dev.waymark.e2e.controlplane.TokenUser;
import dev.waymark.e2e.lab.Dual;
import dev.waymark.e2e.lab.Lab;
import dev.waymark.e2e.lab.node.Daemon;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.e2e.lab.traffic.Trace;
import dev.waymark.repository.Manifests;
import dev.waymark.repository.SourceFile;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A lab whose router is node {@code r1} of a cluster without an operator: the test writes slices
 * and NodeRouting itself.
 */
record ClusteredNode(Lab lab, ControlPlane plane, Daemon daemon) implements AutoCloseable {

  static final String NODE = "r1";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** A cluster that knows the kinds, and a daemon that is not started. */
  static ClusteredNode create(String purpose, Settings settings) {
    return create(purpose, settings, TokenUser.ADMIN);
  }

  /** The same, whose daemon asks as this user. */
  static ClusteredNode create(String purpose, Settings settings, TokenUser daemonIs) {
    Lab lab = Lab.standard(purpose);
    try {
      ControlPlane plane = lab.owns(ControlPlane.on(lab.router(), "10.0.9.1", daemonIs));
      plane.applyDefinitions();
      Daemon daemon = Daemon.configure(lab, plane.as(daemonIs).kubeconfig(), settings);
      return new ClusteredNode(lab, plane, daemon);
    } catch (RuntimeException | AssertionError e) {
      lab.close();
      throw e;
    }
  }

  /** A node that serves this main table. */
  static ClusteredNode serving(String purpose, Settings settings, String routes) {
    ClusteredNode node = create(purpose, settings);
    try {
      node.daemon.start();
      node.awaitHeld(node.publish(mainTable(routes)));
      return node;
    } catch (RuntimeException | AssertionError e) {
      node.close();
      throw e;
    }
  }

  /** A manifest of the main table with these lines as its routes, and what else its spec says. */
  static String mainTable(String routes, String... more) {
    return """
    apiVersion: waymark.dev/v1alpha1
    kind: RouteTable
    metadata: {name: main}
    spec:
      tableId: 254
      nodeSelector: {}
      routes:
    """
        + routes.indent(2)
        + String.join("\n", more).indent(2);
  }

  /** What the operator would have a node of the cluster hold. */
  static SliceTree compile(String... manifests) {
    Manifests read =
        Manifests.read(
            List.of(new SourceFile("all.yaml", String.join("---\n", List.of(manifests)))));
    DesiredState state =
        Compiler.compile(
                read.inputs(),
                new Facts(
                    List.of(new NodeFacts(NODE, Map.of())), List.of(Prefix.parse("10.96.0.0/16"))))
            .state(NODE);
    return SliceTree.of(state);
  }

  /** Writes slices, then the NodeRouting, as an operator does; returns the root. */
  String publish(String... manifests) {
    SliceTree tree = compile(manifests);
    write(tree.slices());
    return point(tree.root().toString());
  }

  /** Writes slices. */
  void write(Collection<Slice> slices) {
    String documents =
        slices.stream()
            .map(slice -> Json.pretty(SliceResource.of(slice)))
            .collect(joining("---\n"));
    plane.admin().apply(documents).orFail();
  }

  /** Writes the NodeRouting. */
  String point(String root) {
    NodeRouting routing = new NodeRouting();
    routing.setMetadata(new ObjectMetaBuilder().withName(NODE).build());
    routing.setSpec(
        new NodeRoutingSpec(root, Slice.FORMAT, 1, null, new TimeSpan(Duration.ofSeconds(10))));
    plane.admin().apply(Json.pretty(routing)).orFail();
    return root;
  }

  /** The root that stands for nothing at all. */
  static SliceTree empty() {
    return SliceTree.of(DesiredState.EMPTY);
  }

  /** The NodeRouting's status. */
  JsonNode status() {
    return plane.admin().get("noderouting", NODE).path("status");
  }

  /** Waits until the status is so. */
  JsonNode await(String what, Predicate<JsonNode> so) {
    try {
      return Awaitility.await(what)
          .atMost(PATIENCE)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(100))
          .until(this::status, so);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(
          "not so: %s%n--- status%n%s%n--- log%n%s"
              .formatted(what, status().toPrettyString(), daemon.log()),
          e);
    }
  }

  /** Waits until the cluster is told that this root is proven. */
  JsonNode awaitHeld(String root) {
    return await(
        root + " is held",
        status ->
            root.equals(status.path("desiredRoot").asText())
                && root.equals(status.path("stableRoot").asText())
                && root.equals(status.path("activeRoot").asText())
                && condition(status, "Converged").path("status").asText().equals("True"));
  }

  /** A condition of the status; a missing node if there is none. */
  static JsonNode condition(JsonNode status, String type) {
    for (JsonNode one : status.path("conditions")) {
      if (one.path("type").asText().equals(type)) {
        return one;
      }
    }
    return status.path("none");
  }

  /** Whether a place is reached through this provider. */
  boolean reaches(Dual place, Dual provider) {
    Trace trace = Trace.route(lab.client(), Lab.CLIENT.v4(), place.in(Family.V4));
    return trace.passes(provider) && trace.ends(place);
  }

  @Override
  public void close() {
    lab.close();
  }
}
