package dev.waymark.e2e.kind;

import dev.waymark.e2e.controlplane.Kubectl;
import dev.waymark.e2e.lab.Output;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Waymark on a cluster: installed, used and removed by the commands of manifests/README.md. */
record Waymark(KindCluster cluster) {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
  private static final String MANIFESTS = TOP.resolve("e2e/kind/waymark").toString();
  private static final List<Path> IMAGES =
      Stream.of("waymark-operator.tar", "waymark-node.tar")
          .map(TOP.resolve("target/images")::resolve)
          .toList();

  /** Puts the images on the nodes; until {@link #install} nothing runs. */
  static Waymark bring(KindCluster cluster) {
    cluster.nodes().forEach(ClusterNode::mountBpf);
    cluster.load(IMAGES);
    return new Waymark(cluster);
  }

  /** Applies the manifests, and waits until operator and daemons are ready. */
  void install() {
    kubectl("apply", "--server-side", "-k", MANIFESTS).orFail();
    for (String program : List.of("deployment/waymark-operator", "daemonset/waymark-node")) {
      system("rollout", "status", program, "--timeout=3m").orFail();
    }
  }

  /** Applies resources, and waits until they say that they are ready. */
  void ready(String resources) {
    cluster.kubectl().apply(resources).orFail();
    cluster
        .kubectl()
        .feed(resources, "wait", "--for=condition=Ready", "--timeout=20s", "-f", "-")
        .orFail();
  }

  /** Deletes all resources of this kind, and waits until no node holds them. */
  void delete(String kind) {
    kubectl("delete", kind, "--all", "--timeout=60s").orFail();
  }

  /** Takes everything back: users' resources, what nodes hold, then the programs. */
  void uninstall() {
    kubectl("delete", "routetables,routingpolicies", "--all", "--timeout=60s").orFail();
    system("create", "configmap", "waymark-uninstall").orFail();
    String clean = "--for=jsonpath={.status.phase}=Clean";
    kubectl("wait", "noderoutings", "--all", clean, "--timeout=2m").orFail();
    kubectl("delete", "-k", MANIFESTS, "--timeout=3m").orFail();
  }

  /** What the daemon on the cluster's first node answers to {@code waymark-node WORDS}. */
  Output node(String... words) {
    Stream<String> exec = Stream.of("exec", "daemonset/waymark-node", "--", "waymark-node");
    return system(Stream.concat(exec, Stream.of(words)).toArray(String[]::new));
  }

  /** Runs kubectl in Waymark's namespace. */
  Output system(String... words) {
    return kubectl(
        Stream.concat(Stream.of("--namespace=waymark-system"), Stream.of(words))
            .toArray(String[]::new));
  }

  private Output kubectl(String... words) {
    return cluster.kubectl().command(words).run(PATIENCE);
  }

  /** What there is to say when something did not become ready. */
  String story() {
    Kubectl all = cluster.kubectl();
    return String.join(
        "\n",
        all.run("get", "waymark,noderoutings", "-o", "wide").text(),
        system("get", "pods", "-o", "wide").text(),
        system("logs", "deployment/waymark-operator", "--tail=20").text(),
        system("logs", "daemonset/waymark-node", "--tail=20").text());
  }
}
