package dev.waymark.e2e.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.node.v1alpha1.RouteSlice;
import dev.waymark.e2e.controlplane.NeedsControlPlane;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What is published arrives, whole and once; with nothing to say, nothing is written. */
@NeedsControlPlane
class NothingIsWrittenTwiceTest {

  @Test
  void aTableReachesEveryNodeAndThenAllIsQuiet() {
    try (var cluster = PretendCluster.start()) {
      PretendNode north = cluster.node("north", Map.of("site", "north"));
      PretendNode south = cluster.node("south", Map.of("site", "south"));
      cluster.operator();
      cluster.table("edge", "198.51.100.0/24", "203.0.113.0/24");

      PretendCluster.eventually(
          "both nodes hold the table",
          () ->
              Stream.of(north, south)
                  .allMatch(node -> node.owners().equals(Set.of("RouteTable edge"))));
      assertThat(north.held()).isEqualTo(south.held());
      assertThat(north.missing()).isEmpty();

      List<String> before = versions(cluster);
      cluster.apply("{apiVersion: v1, kind: Namespace, metadata: {name: other}}");
      cluster.plane().admin().run("label", "rtbl", "edge", "seen=true").orFail();
      cluster.plane().admin().run("cordon", "north").orFail();
      Awaitility.await("nothing is written")
          .during(Duration.ofSeconds(2))
          .atMost(Duration.ofSeconds(10))
          .until(() -> versions(cluster).equals(before));
    }
  }

  @Test
  void oneChangedRouteWritesFewSlices() {
    try (var cluster = PretendCluster.start()) {
      PretendNode node = cluster.node("n1", Map.of());
      cluster.operator();
      String[] many = new String[1000];
      for (int i = 0; i < many.length; i++) {
        many[i] = "198.18.%d.%d/32".formatted(i / 250, i % 250);
      }
      cluster.table("large", many);
      PretendCluster.eventually("the node holds all", () -> node.held().routes() == many.length);
      int before = slices(cluster);

      many[500] = "203.0.113.7/32";
      cluster.table("large", many);
      PretendCluster.eventually(
          "the node holds the change",
          () -> node.held().routes() == many.length && node.asked().size() > 1);
      assertThat(slices(cluster) - before).isLessThanOrEqualTo(5);
    }
  }

  private static int slices(PretendCluster cluster) {
    return cluster.client().resources(RouteSlice.class).list().getItems().size();
  }

  private static List<String> versions(PretendCluster cluster) {
    return Stream.concat(
            Stream.of("north", "south").map(cluster::version),
            cluster.client().resources(RouteSlice.class).list().getItems().stream()
                .map(slice -> slice.getMetadata().getResourceVersion())
                .sorted())
        .toList();
  }
}
