package dev.waymark.e2e.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.node.v1alpha1.RouteSlice;
import dev.waymark.compiler.slice.Slice;
import dev.waymark.compiler.slice.SliceTree;
import dev.waymark.e2e.controlplane.NeedsControlPlane;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Slices go when no root of any node leads to them, and never before. */
@NeedsControlPlane
class OldSlicesAreCollectedTest {

  @Test
  void whatANodeThatSleepsHoldsIsKept() {
    try (var cluster = PretendCluster.start()) {
      PretendNode awake = cluster.node("awake", Map.of());
      PretendNode sleeper = cluster.node("sleeper", Map.of());
      cluster.operatorCollecting(Duration.ofSeconds(1));
      cluster.table("edge", "198.51.100.0/24");
      PretendCluster.eventually("both hold it", () -> both(awake, sleeper, 1));
      sleeper.sleep();
      Set<String> kept = names(SliceTree.of(sleeper.held()));
      String[] destinations = new String[5];
      for (int i = 0; i < destinations.length; i++) {
        destinations[i] = "203.0.113." + i + "/32";
        cluster.table("edge", java.util.Arrays.copyOf(destinations, i + 1));
        int routes = i + 1;
        PretendCluster.eventually("the change is held", () -> awake.held().routes() == routes);
      }
      Set<String> now = names(SliceTree.of(awake.held()));

      PretendCluster.eventually(
          "only what is wanted is left",
          () -> {
            Set<String> there = there(cluster);
            return there.containsAll(kept)
                && there.containsAll(now)
                && there.size() < 3 * kept.size();
          });
      assertThat(there(cluster)).containsAll(kept).containsAll(now);

      sleeper.wake();
      PretendCluster.eventually("it finds all that it is asked for", () -> both(awake, sleeper, 5));
      assertThat(sleeper.missing()).isEmpty();
      assertThat(awake.missing()).isEmpty();
      PretendCluster.eventually(
          "what it held before goes as well",
          () -> there(cluster).equals(names(SliceTree.of(sleeper.held()))));
    }
  }

  @Test
  void aSliceThatSomebodyDeletesComesBack() {
    try (var cluster = PretendCluster.start()) {
      PretendNode node = cluster.node("n1", Map.of());
      cluster.operator();
      cluster.table("edge", "198.51.100.0/24");
      PretendCluster.eventually("it is held", () -> node.held().routes() == 1);
      Set<String> needed = names(SliceTree.of(node.held()));

      cluster.client().resources(RouteSlice.class).delete();

      PretendCluster.eventually("it is there again", () -> there(cluster).equals(needed));
    }
  }

  private static boolean both(PretendNode a, PretendNode b, int routes) {
    return a.held().routes() == routes && b.held().routes() == routes;
  }

  private static Set<String> names(SliceTree tree) {
    return tree.slices().stream()
        .map(Slice::name)
        .map(Object::toString)
        .collect(Collectors.toSet());
  }

  private static Set<String> there(PretendCluster cluster) {
    return cluster.client().resources(RouteSlice.class).list().getItems().stream()
        .map(slice -> slice.getMetadata().getName())
        .collect(Collectors.toSet());
  }
}
