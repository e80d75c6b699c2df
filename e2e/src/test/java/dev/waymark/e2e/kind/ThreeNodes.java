package dev.waymark.e2e.kind;

import dev.waymark.e2e.controlplane.Kubectl;
import dev.waymark.e2e.lab.Command;
import dev.waymark.e2e.lab.ScratchDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A control plane and two workers, by the kind program: KindContainer makes one node only. */
final class ThreeNodes implements KindCluster {
  private static final Duration LIMIT = Duration.ofMinutes(6);

  /** The control plane is a node like the others: nothing keeps pods from it. */
  private static final String LAYOUT =
      """
      kind: Cluster
      apiVersion: kind.x-k8s.io/v1alpha4
      nodes:
        - role: control-plane
          kubeadmConfigPatches:
            - |
              kind: InitConfiguration
              nodeRegistration: {taints: []}
        - role: worker
        - role: worker
      """;

  private final Engine engine;
  private final String name;
  private final ScratchDirectory scratch;

  private ThreeNodes(Engine engine, String name) {
    this.engine = engine;
    this.name = name;
    this.scratch = new ScratchDirectory(name);
  }

  /** Starts one, and waits until its nodes are ready. */
  static ThreeNodes start(Engine engine) {
    var cluster = new ThreeNodes(engine, "wm-kind-three-" + ProcessHandle.current().pid());
    try {
      cluster
          .kind("create", "cluster", "--image", engine.nodeImage(), "--config", "-", "--wait", "4m")
          .run(LAYOUT, LIMIT)
          .orFail();
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private Command kind(String... words) {
    var line = new ArrayList<>(List.of(engine.kind()));
    line.addAll(List.of(words));
    line.addAll(List.of("--name", name, "--kubeconfig", kubeconfig().toString()));
    return Command.of(line);
  }

  private Path kubeconfig() {
    return scratch.path().resolve("kubeconfig");
  }

  @Override
  public Kubectl kubectl() {
    return Kubectl.elsewhere(kubeconfig(), scratch.path());
  }

  @Override
  public List<ClusterNode> nodes() {
    return Stream.of("control-plane", "worker", "worker2")
        .map(role -> name + "-" + role)
        .map(container -> new ClusterNode(engine, container, container))
        .toList();
  }

  @Override
  public Engine engine() {
    return engine;
  }

  @Override
  public String network() {
    return "kind";
  }

  @Override
  public void close() {
    kind("delete", "cluster").run(LIMIT).orFail();
    scratch.close();
  }
}
