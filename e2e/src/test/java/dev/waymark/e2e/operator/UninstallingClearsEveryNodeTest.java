package dev.waymark.e2e.operator;

import dev.waymark.api.node.v1alpha1.NodePhase;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.e2e.controlplane.NeedsControlPlane;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The administrator's word clears every node, whatever is declared. */
@NeedsControlPlane
class UninstallingClearsEveryNodeTest {

  @Test
  void everyNodeIsClearedWhileTheConfigMapIsThere() {
    try (var cluster = PretendCluster.start()) {
      List<PretendNode> nodes = List.of(cluster.node("n1", Map.of()), cluster.node("n2", Map.of()));
      cluster.operator();
      cluster.table("edge", "198.51.100.0/24");
      PretendCluster.eventually(
          "all hold it", () -> nodes.stream().allMatch(node -> node.held().routes() == 1));

      cluster.apply(
          "{apiVersion: v1, kind: ConfigMap, metadata: {name: waymark-uninstall, namespace: %s}}"
              .formatted(PretendCluster.NAMESPACE));
      PretendCluster.eventually(
          "all are clear",
          () ->
              nodes.stream()
                  .allMatch(node ->
                      node.held().equals(DesiredState.EMPTY)
                          && cluster.routing(node.name()).getStatus().phase() == NodePhase.Clean));
      cluster.plane().admin().run("delete", "rtbl", "edge", "--timeout=30s").orFail();

      cluster.table("edge", "198.51.100.0/24");
      cluster
          .plane()
          .admin()
          .run("delete", "configmap", "waymark-uninstall", "-n", PretendCluster.NAMESPACE)
          .orFail();
      PretendCluster.eventually(
          "all hold it again", () -> nodes.stream().allMatch(node -> node.held().routes() == 1));
    }
  }
}
