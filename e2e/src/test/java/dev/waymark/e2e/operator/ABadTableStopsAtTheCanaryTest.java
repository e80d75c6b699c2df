package dev.waymark.e2e.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.e2e.controlplane.NeedsControlPlane;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One node is touched by a bad table, the others never; everybody else's changes go on. */
@NeedsControlPlane
class ABadTableStopsAtTheCanaryTest {

  @Test
  void oneNodeTakesItBackAndNoOtherIsEverAsked() {
    try (var cluster = PretendCluster.start()) {
      List<PretendNode> nodes =
          List.of("n1", "n2", "n3").stream()
              .map(name -> cluster.node(name, Map.of()).dislikes("bad"))
              .toList();
      cluster.operator();
      cluster.table("edge", "198.51.100.0/24");
      PretendCluster.eventually(
          "all hold the good table", () -> nodes.stream().allMatch(this::onlyEdge));

      cluster.table("bad", "0.0.0.0/0");
      PretendCluster.eventually(
          "one node took it back", () -> nodes.getFirst().met().contains("RouteTable bad"));
      cluster.table("other", "203.0.113.0/24");
      PretendCluster.eventually(
          "somebody else's table reaches all, the canary as well",
          () ->
              nodes.stream()
                  .allMatch(
                      node -> node.owners().equals(Set.of("RouteTable edge", "RouteTable other"))));
      assertThat(nodes.stream().filter(node -> node.met().contains("RouteTable bad"))).hasSize(1);

      cluster.plane().admin().run("delete", "rtbl", "bad", "--timeout=30s").orFail();
      assertThat(nodes.stream().filter(node -> node.met().contains("RouteTable bad"))).hasSize(1);
    }
  }

  private boolean onlyEdge(PretendNode node) {
    return node.owners().equals(Set.of("RouteTable edge"));
  }
}
