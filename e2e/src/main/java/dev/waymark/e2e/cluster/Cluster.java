package dev.waymark.e2e.cluster;

import dev.waymark.api.net.Family;
import dev.waymark.e2e.controlplane.ControlPlane;
import dev.waymark.e2e.controlplane.Kubectl;
import dev.waymark.e2e.lab.Checkout;
import dev.waymark.e2e.lab.Dual;
import dev.waymark.e2e.lab.Host;
import dev.waymark.e2e.lab.Output;
import dev.waymark.e2e.lab.traffic.Ping;
import dev.waymark.e2e.lab.traffic.PingStream;
import dev.waymark.e2e.lab.traffic.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A cluster as its administrator has it after {@code kubectl apply -k manifests/base}: API server,
 * rights and admission policies, an operator, and a daemon on each node, each with the token that
 * it would have as a Pod. Who would start the Pods is missing: they are processes here.
 */
public final class Cluster implements AutoCloseable {
  static final String NAMESPACE = "waymark-system";

  private static final int FIRST_PORT = 9641;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ClusterNetwork network;
  private final ControlPlane plane;
  private final List<ClusterNode> nodes = new ArrayList<>();
  private final List<OperatorProcess> operators = new ArrayList<>();

  private Cluster(ClusterNetwork network) {
    this.network = network;
    this.plane = network.owns(ControlPlane.on(network.control(), ClusterNetwork.CONTROL));
    plane.admin().applyFrom("-k", Checkout.path("manifests/base")).orFail();
    plane.admin().run("wait", "--for=condition=Established", "crd", "--all").orFail();
  }

  /**
   * With so many nodes and one operator, all running and ready.
   *
   * @param purpose a word that its namespaces are named after
   */
  public static Cluster of(String purpose, int nodes) {
    return of(purpose, nodes, "Fast");
  }

  /** The same with this path on the nodes' interfaces: {@code Fast} or {@code Kernel}. */
  public static Cluster of(String purpose, int nodes, String path) {
    ClusterNetwork network = ClusterNetwork.of(purpose, nodes);
    try {
      Cluster cluster = new Cluster(network);
      network.nodes().forEach(host -> cluster.join(host, path).start());
      cluster.addOperator().start();
      cluster.await(
          "every node took what is published",
          () -> cluster.nodes.stream().allMatch(node -> cluster.phase(node).equals("Stable")));
      return cluster;
    } catch (RuntimeException | AssertionError e) {
      network.close();
      throw e;
    }
  }

  public ClusterNetwork network() {
    return network;
  }

  public ControlPlane plane() {
    return plane;
  }

  /** kubectl as the administrator has it. */
  public Kubectl kubectl() {
    return plane.admin();
  }

  public List<ClusterNode> nodes() {
    return List.copyOf(nodes);
  }

  /** By number, from 1. */
  public ClusterNode node(int number) {
    return nodes.get(number - 1);
  }

  /** The replicas, in the order in which they were added. */
  public List<OperatorProcess> operators() {
    return List.copyOf(operators);
  }

  /** A further replica, not started yet. */
  public OperatorProcess addOperator() {
    Kubectl as = plane.objects().as(NAMESPACE, "waymark-operator");
    OperatorProcess operator =
        new OperatorProcess(network.control(), as.kubeconfig(), FIRST_PORT + operators.size());
    operators.add(network.owns(operator));
    return operator;
  }

  /** {@code kubectl apply} of these documents. */
  public Output apply(String documents) {
    return kubectl().apply(documents, "--force-conflicts").orFail();
  }

  /** {@code kubectl wait --for=condition=Ready} of these, such as {@code routetable/edge}. */
  public void awaitReady(String... resources) {
    for (String resource : resources) {
      Output waited =
          kubectl()
              .command("wait", "--for=condition=Ready", resource, "--timeout=60s")
              .run(Duration.ofSeconds(70));
      if (!waited.succeeded()) {
        throw new AssertionError(waited.text() + state());
      }
    }
  }

  /**
   * Waits until it is so.
   *
   * @throws AssertionError after a minute, with what the cluster looks like then
   */
  public void await(String what, BooleanSupplier so) {
    try {
      Awaitility.await(what)
          .atMost(PATIENCE)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(100))
          .until(so::getAsBoolean);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError("not so: " + what + state(), e);
    }
  }

  /** The phase in the status of the node's NodeRouting; empty before the first. */
  public String phase(ClusterNode node) {
    return routing(node, "{.status.phase}");
  }

  /** A field of the node's NodeRouting, by its JSONPath; empty where there is none. */
  public String routing(ClusterNode node, String path) {
    return kubectl().run("get", "noderouting", node.name(), "-o", "jsonpath=" + path).out();
  }

  /** The status of a condition of a resource, such as {@code routetable/edge}; else empty. */
  public String condition(String resource, String type) {
    return field(resource, type, "status");
  }

  /** The reason of a condition of a resource; empty where there is none. */
  public String reason(String resource, String type) {
    return field(resource, type, "reason");
  }

  /** The message of a condition of a resource; empty where there is none. */
  public String message(String resource, String type) {
    return field(resource, type, "message");
  }

  private String field(String resource, String type, String field) {
    String path = "{.status.conditions[?(@.type==\"" + type + "\")]." + field + "}";
    return kubectl().run("get", resource, "-o", "jsonpath=" + path).out();
  }

  /** Pings a place from the client through this node. */
  public Ping ping(ClusterNode node, Family family, Dual place) {
    return Ping.from(network.client())
        .as(network.clientAt(node.host()).in(family))
        .to(place.in(family));
  }

  /** Whether a place is reached through this node and this provider. */
  public boolean reaches(ClusterNode node, Family family, Dual place, Dual provider) {
    Trace trace =
        Trace.route(network.client(), network.clientAt(node.host()).in(family), place.in(family));
    return trace.passes(provider) && trace.ends(place);
  }

  /** A stream of requests through this node. */
  public PingStream stream(ClusterNode node, Dual place) {
    return PingStream.start(network.client(), network.clientAt(node.host()).v4(), place.v4());
  }

  /** What an administrator would look at when something does not become so. */
  public String state() {
    StringBuilder text = new StringBuilder();
    text.append("%n--- kubectl get%n".formatted());
    text.append(kubectl().run("get", "waymark,noderoutings", "-o", "wide").text());
    text.append("%n--- noderoutings%n".formatted());
    text.append(kubectl().run("get", "noderoutings", "-o", "yaml").text());
    operators.forEach(each -> text.append("%n--- operator%n".formatted()).append(each.log()));
    nodes.forEach(each -> text.append("%n--- %s%n".formatted(each)).append(each.log()));
    return text.toString();
  }

  @Override
  public void close() {
    network.close();
  }

  private ClusterNode join(Host host, String path) {
    var objects = plane.objects();
    String pod = "waymark-node-" + host.role();
    objects.node(host.role(), Map.of("kubernetes.io/hostname", host.role()));
    objects.pod(NAMESPACE, pod, "waymark-node", host.role());
    Kubectl as = objects.asPod(NAMESPACE, pod);
    ClusterNode node = ClusterNode.configure(network, host, as.kubeconfig(), path);
    nodes.add(network.owns(node));
    return node;
  }
}
