package dev.waymark.e2e.operator;

import dev.waymark.api.json.Json;
import dev.waymark.api.node.v1alpha1.NodeRouting;
import dev.waymark.api.v1alpha1.Condition;
import dev.waymark.api.v1alpha1.ResourceStatus;
import dev.waymark.api.v1alpha1.RouteTable;
import dev.waymark.controller.OperatorMain;
import dev.waymark.controller.replica.Replica;
import dev.waymark.controller.replica.ReplicaSettings;
import dev.waymark.e2e.controlplane.ControlPlane;
import dev.waymark.e2e.lab.Background;
import dev.waymark.e2e.lab.Cleanup;
import dev.waymark.e2e.lab.Command;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;

/** A cluster without machines: a real API server, operators, and nodes that only pretend. */
final class PretendCluster implements AutoCloseable {
  static final String NAMESPACE = "waymark-system";

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration LEASE = Duration.ofSeconds(4);

  private final Cleanup cleanup = new Cleanup();
  private final ControlPlane plane;
  private final KubernetesClient client;

  private PretendCluster() {
    plane = cleanup.add(ControlPlane.start());
    plane.applyDefinitions();
    plane.objects().namespace(NAMESPACE);
    client =
        cleanup.add(
            new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(plane.admin().kubeconfig().toFile()))
                .withKubernetesSerialization(
                    new KubernetesSerialization(Json.mapper().copy(), true))
                .build());
  }

  static PretendCluster start() {
    return new PretendCluster();
  }

  ControlPlane plane() {
    return plane;
  }

  KubernetesClient client() {
    return client;
  }

  /** A Node object, and somebody who pretends to be its daemon. */
  PretendNode node(String name, Map<String, String> labels) {
    plane.objects().node(name, labels);
    return cleanup.add(new PretendNode(name, client));
  }

  /** An operator in this process, leading or waiting to; over when the lease is lost. */
  Replica operator(AtomicBoolean ended) {
    try {
      return cleanup.add(Replica.start(settings(Duration.ofMinutes(5)), () -> ended.set(true)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An operator in this process. */
  Replica operator() {
    return operator(new AtomicBoolean());
  }

  /** An operator that collects slices every so often. */
  Replica operatorCollecting(Duration every) {
    try {
      return cleanup.add(Replica.start(settings(every), () -> {}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ReplicaSettings settings(Duration collect) {
    return new ReplicaSettings(
        plane.admin().kubeconfig(),
        NAMESPACE,
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        List.of(),
        LEASE,
        collect,
        ReplicaSettings.freshInstance());
  }

  /** An operator in a process of its own, as a Pod runs it. */
  Background operatorProcess(String name) {
    return cleanup.add(
        Command.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                OperatorMain.class.getName(),
                "run",
                "--kubeconfig=" + plane.admin().kubeconfig(),
                "--listen=127.0.0.1:0",
                "--lease-duration=" + LEASE.toSeconds())
            .start(plane.directory().resolve(name + ".log")));
  }

  void apply(String yaml) {
    plane.admin().apply(yaml, "--force-conflicts").orFail();
  }

  /** A RouteTable for all nodes with a route to each of these destinations. */
  void table(String name, String... destinations) {
    tableOn("{}", name, destinations);
  }

  /** A RouteTable for the nodes that a selector in YAML names. */
  void tableOn(String selector, String name, String... destinations) {
    StringBuilder routes = new StringBuilder();
    for (String to : destinations) {
      routes.append("  - {to: ").append(to).append(", via: [{gateway: 10.0.1.2}]}\n");
    }
    apply(
        """
        apiVersion: waymark.dev/v1alpha1
        kind: RouteTable
        metadata: {name: %s}
        spec:
          tableId: 100
          nodeSelector: %s
          rollout: {maxUnavailable: 100%%}
          routes:
        %s\
        """
            .formatted(name, selector, routes));
  }

  NodeRouting routing(String node) {
    return Optional.ofNullable(client.resources(NodeRouting.class).withName(node).get())
        .orElseThrow(() -> new AssertionError("no NodeRouting " + node));
  }

  String version(String node) {
    return routing(node).getMetadata().getResourceVersion();
  }

  /** The condition of a RouteTable as {@code Type=Status/Reason}; empty if it has none. */
  String condition(String table, String type) {
    RouteTable resource = client.resources(RouteTable.class).withName(table).get();
    ResourceStatus status = resource == null ? null : resource.getStatus();
    return status == null
        ? ""
        : status.conditions().stream()
            .filter(condition -> condition.type().equals(type))
            .map(PretendCluster::text)
            .findFirst()
            .orElse("");
  }

  private static String text(Condition condition) {
    return condition.type() + "=" + condition.status() + "/" + condition.reason();
  }

  static void eventually(String what, Callable<Boolean> so) {
    Awaitility.await(what)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .until(so);
  }

  @Override
  public void close() {
    cleanup.close();
  }
}
