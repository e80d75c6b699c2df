package dev.waymark.e2e.kind;

import com.dajudge.kindcontainer.KindContainer;
import com.dajudge.kindcontainer.KindContainerVersion;
import com.dajudge.kindcontainer.KubernetesImageSpec;
import dev.waymark.e2e.controlplane.Kubectl;
import dev.waymark.e2e.lab.ScratchDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/** A cluster of one node that is control plane and worker, by Testcontainers' KindContainer. */
final class SingleNode implements KindCluster {
  private static final KindContainerVersion VERSION = KindContainerVersion.VERSION_1_34_0;

  private final Engine engine;
  private final KindContainer<?> container;
  private final ScratchDirectory scratch;
  private final Kubectl kubectl;

  private SingleNode(Engine engine, KindContainer<?> container, ScratchDirectory scratch) {
    this.engine = engine;
    this.container = container;
    this.scratch = scratch;
    this.kubectl = Kubectl.elsewhere(scratch.path().resolve("kubeconfig"), scratch.path());
  }

  /** Starts one, and waits until its node is ready. */
  static SingleNode start(Engine engine) {
    var image = new KubernetesImageSpec<>(VERSION).withImage(engine.nodeImage());
    var container = new KindContainer<>(image);
    var scratch = new ScratchDirectory("wm-kind-" + ProcessHandle.current().pid());
    try {
      container.start();
      Files.writeString(scratch.path().resolve("kubeconfig"), container.getKubeconfig());
      return new SingleNode(engine, container, scratch);
    } catch (IOException | RuntimeException e) {
      container.stop();
      scratch.close();
      throw e instanceof RuntimeException failed
          ? failed
          : new UncheckedIOException("cannot write the kubeconfig", (IOException) e);
    }
  }

  @Override
  public Kubectl kubectl() {
    return kubectl;
  }

  @Override
  public List<ClusterNode> nodes() {
    return List.of(new ClusterNode(engine, container.getContainerId(), "kind"));
  }

  @Override
  public Engine engine() {
    return engine;
  }

  @Override
  public String network() {
    return container
        .getContainerInfo()
        .getNetworkSettings()
        .getNetworks()
        .keySet()
        .iterator()
        .next();
  }

  @Override
  public void close() {
    container.stop();
    scratch.close();
  }
}
