package dev.waymark.e2e.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Prefix;
import dev.waymark.e2e.controlplane.NeedsControlPlane;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the cluster says beside the resources: nodes, their labels, ConfigMaps, its own ranges. */
@NeedsControlPlane
class FactsComeAndGoTest {
  private static final String MIRROR =
      """
      apiVersion: waymark.dev/v1alpha1
      kind: RouteTable
      metadata: {name: mirrored}
      spec:
        tableId: 101
        nodeSelector: {}
        routesFrom:
        - name: lines
          configMap: {namespace: default, name: lines, key: routes}
          allow: [{prefix: 198.51.100.0/24, le: 32}]
          maxRoutes: 10
          onExceed: KeepLast
      """;

  @Test
  void nodesAreRelabelledDeletedAndMadeAnew() {
    try (var cluster = PretendCluster.start()) {
      PretendNode node = cluster.node("n1", Map.of("site", "north"));
      cluster.operator();
      cluster.tableOn("{matchLabels: {site: south}}", "south", "198.51.100.0/24");
      PretendCluster.eventually("it is asked for nothing yet", () -> !node.asked().isEmpty());
      assertThat(node.owners()).isEmpty();
      assertThat(node.held().protectedPrefixes()).contains(Prefix.parse("10.96.0.0/16"));

      cluster.plane().objects().node("n1", Map.of("site", "south"));
      PretendCluster.eventually(
          "relabelled, it is selected", () -> node.owners().equals(Set.of("RouteTable south")));

      String uid = cluster.routing("n1").getSpec().nodeUid();
      cluster.plane().objects().deleteNode("n1");
      PretendCluster.eventually(
          "the NodeRouting outlives the Node",
          () ->
              cluster
                  .routing("n1")
                  .getMetadata()
                  .getAnnotations()
                  .containsKey("waymark.dev/node-gone-since"));
      assertThat(node.owners()).isEqualTo(Set.of("RouteTable south"));

      String fresh = cluster.plane().objects().node("n1", Map.of("site", "south"));
      assertThat(fresh).isNotEqualTo(uid);
      PretendCluster.eventually(
          "it is the new Node's now",
          () ->
              fresh.equals(cluster.routing("n1").getSpec().nodeUid())
                  && Optional.ofNullable(cluster.routing("n1").getMetadata().getAnnotations())
                      .orElse(Map.of())
                      .isEmpty());
      assertThat(node.owners()).isEqualTo(Set.of("RouteTable south"));
    }
  }

  @Test
  void aConfigMapIsFollowedOnceItIsNamed() {
    try (var cluster = PretendCluster.start()) {
      PretendNode node = cluster.node("n1", Map.of());
      cluster.plane().objects().namespace("default");
      cluster.operator();
      lines(cluster, "198.51.100.1 via 10.0.1.2");
      cluster.apply(MIRROR);
      PretendCluster.eventually("its lines are routes", () -> node.held().routes() == 1);

      lines(cluster, "198.51.100.1 via 10.0.1.2\\n198.51.100.2 via 10.0.1.2");
      PretendCluster.eventually("a new line is a new route", () -> node.held().routes() == 2);

      cluster.plane().admin().run("delete", "configmap", "lines").orFail();
      cluster.table("other", "203.0.113.0/24");
      PretendCluster.eventually(
          "without it, what served before stays",
          () -> node.owners().equals(Set.of("RouteTable mirrored", "RouteTable other")));
      assertThat(node.held().routes()).isEqualTo(3);
    }
  }

  private static void lines(PretendCluster cluster, String lines) {
    cluster.apply(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: lines, namespace: default}
        data: {routes: "%s"}
        """
            .formatted(lines));
  }
}
