package dev.waymark.e2e.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.v1alpha1.RouteTable;
import dev.waymark.e2e.controlplane.NeedsControlPlane;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * A deleted resource stays until no node holds anything of it; a node that is away is not waited
 * for.
 */
@NeedsControlPlane
class ADeletedTableWaitsForItsNodesTest {

  @Test
  void theFinalizerGoesAfterTheEffect() {
    try (var cluster = PretendCluster.start()) {
      PretendNode near = cluster.node("near", Map.of());
      PretendNode away = cluster.node("away", Map.of());
      cluster.operator();
      cluster.table("edge", "198.51.100.0/24");
      PretendCluster.eventually(
          "both hold it",
          () -> near.owners().equals(edge()) && away.owners().equals(edge()) && guarded(cluster));

      near.sleep();
      away.sleep();
      cluster
          .plane()
          .objects()
          .readiness("away", false, Instant.now().minus(Duration.ofMinutes(10)));
      cluster.plane().admin().run("delete", "rtbl", "edge", "--wait=false").orFail();
      Awaitility.await("it stays while a node holds it")
          .during(Duration.ofSeconds(3))
          .atMost(Duration.ofSeconds(20))
          .until(() -> table(cluster) != null);

      near.wake();
      PretendCluster.eventually("it goes with its effect", () -> table(cluster) == null);
      assertThat(near.owners()).isEmpty();
      assertThat(away.owners()).as("nobody could tell it").isEqualTo(edge());

      away.wake();
      PretendCluster.eventually(
          "who comes back is asked for nothing of it", () -> away.owners().isEmpty());
    }
  }

  private static Set<String> edge() {
    return Set.of("RouteTable edge");
  }

  private static boolean guarded(PretendCluster cluster) {
    RouteTable table = table(cluster);
    return table != null && table.getMetadata().getFinalizers().contains("waymark.dev/effects");
  }

  private static RouteTable table(PretendCluster cluster) {
    return cluster.client().resources(RouteTable.class).withName("edge").get();
  }
}
