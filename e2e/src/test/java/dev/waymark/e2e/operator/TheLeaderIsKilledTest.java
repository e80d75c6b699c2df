package dev.waymark.e2e.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.e2e.controlplane.NeedsControlPlane;
import dev.waymark.e2e.lab.Background;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two replicas; the leader dies in the middle of a rollout. */
@NeedsControlPlane
class TheLeaderIsKilledTest {

  @Test
  void theOtherGoesOnWhereItWas() {
    try (var cluster = PretendCluster.start()) {
      List<PretendNode> nodes =
          List.of("n1", "n2", "n3").stream().map(name -> cluster.node(name, Map.of())).toList();
      Background first = cluster.operatorProcess("first");
      PretendCluster.eventually("the first leads", () -> first.text().contains("epoch=1"));
      Background second = cluster.operatorProcess("second");
      PretendCluster.eventually(
          "all were asked for the first time",
          () -> nodes.stream().allMatch(node -> node.asked().size() == 1));
      PretendCluster.eventually(
          "the second waits", () -> second.text().contains("waiting for the lease"));
      PretendNode canary = nodes.getFirst();
      canary.sleep();
      String before = cluster.version("n1");
      cluster.table("edge", "198.51.100.0/24");
      PretendCluster.eventually("the canary is asked", () -> !cluster.version("n1").equals(before));
      assertThat(second.text()).doesNotContain("the lease is ours");

      first.kill();
      PretendCluster.eventually("the second leads", () -> second.text().contains("epoch=2"));
      assertThat(nodes.get(1).met()).as("the canary has not proved it yet").isEmpty();
      canary.wake();

      PretendCluster.eventually(
          "all hold it",
          () -> nodes.stream().allMatch(node -> node.owners().equals(Set.of("RouteTable edge"))));
      assertThat(nodes).allSatisfy(node -> assertThat(node.asked()).hasSize(2));
      assertThat(cluster.routing("n1").getSpec().epoch()).isEqualTo(1);
      assertThat(cluster.routing("n3").getSpec().epoch()).isEqualTo(2);
      assertThat(second.alive()).isTrue();
    }
  }
}
