package dev.waymark.e2e.kind;

import dev.waymark.e2e.controlplane.Kubectl;
import java.nio.file.Path;
import java.util.List;

/** A running Kubernetes cluster whose nodes are containers; closed, nothing of it is left. */
sealed interface KindCluster extends AutoCloseable permits SingleNode, ThreeNodes {

  /** {@code kubectl} as the cluster's administrator. */
  Kubectl kubectl();

  List<ClusterNode> nodes();

  Engine engine();

  /** The container network that the nodes are on. */
  String network();

  /** Puts the images of these archives on every node. */
  default void load(List<Path> archives) {
    for (ClusterNode node : nodes()) {
      archives.forEach(node::load);
    }
  }

  @Override
  void close();
}
