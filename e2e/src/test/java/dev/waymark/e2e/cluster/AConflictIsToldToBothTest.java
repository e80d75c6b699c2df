package dev.waymark.e2e.cluster;

import static dev.waymark.e2e.cluster.ClusterNetwork.PROVIDER_A;
import static dev.waymark.e2e.cluster.ClusterNetwork.PROVIDER_B;
import static dev.waymark.e2e.cluster.ClusterNetwork.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Family;
import dev.waymark.e2e.controlplane.NeedsControlPlane;
import dev.waymark.libbpf.testing.NeedsBpf;
import org.junit.jupiter.api.Test;

/** Two tables want the same prefix: one order decides, both are told, and a deletion ends it. */
@NeedsBpf
@NeedsControlPlane
class AConflictIsToldToBothTest {

  @Test
  void theWinnerServesAndItsDeletionLetsTheLoserIn() {
    try (Cluster cluster = Cluster.of("conflict", 1)) {
      ClusterNode node = cluster.node(1);
      cluster.apply(Tables.edge(PROVIDER_A));
      cluster.apply(Tables.table("other", 254, PROVIDER_B, "precedence: 200"));
      cluster.await(
          "both are told",
          () ->
              cluster.reason("routetable/edge", "Conflicted").equals("LostConflict")
                  && cluster.reason("routetable/other", "Conflicted").equals("WonConflict"));
      cluster.awaitReady("routetable/edge", "routetable/other");
      assertThat(cluster.reaches(node, Family.V4, SERVER, PROVIDER_B)).isTrue();
      assertThat(cluster.message("routetable/edge", "Conflicted"))
          .contains("gives way to RouteTable other", "198.51.100.0/24 metric 0 in table 254");

      cluster.kubectl().run("delete", "routetable", "other", "--timeout=30s").orFail();
      cluster.await(
          "the conflict is over",
          () -> cluster.condition("routetable/edge", "Conflicted").isEmpty());
      cluster.awaitReady("routetable/edge");

      assertThat(cluster.reaches(node, Family.V4, SERVER, PROVIDER_A)).isTrue();
    }
  }
}
