package dev.waymark.e2e.cluster;

import static dev.waymark.e2e.cluster.ClusterNetwork.PROVIDER_A;
import static dev.waymark.e2e.cluster.ClusterNetwork.PROVIDER_B;
import static dev.waymark.e2e.cluster.ClusterNetwork.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Family;
import dev.waymark.e2e.controlplane.NeedsControlPlane;
import dev.waymark.e2e.lab.Dual;
import dev.waymark.libbpf.testing.NeedsBpf;
import org.junit.jupiter.api.Test;

/** What a user of kubectl does first: apply, wait, edit, delete; and packets follow. */
@NeedsBpf
@NeedsControlPlane
class ApplyWaitPingTest {

  @Test
  void packetsFollowWhatIsAppliedEditedAndDeleted() {
    try (Cluster cluster = Cluster.of("apply", 3)) {
      cluster.apply(Tables.edge(PROVIDER_A));
      cluster.awaitReady("routetable/edge");
      everyNodeReachesTheServersThrough(cluster, PROVIDER_A);
      assertThat(cluster.message("routetable/edge", "Ready")).contains("3/3 nodes");

      cluster.apply(Tables.edge(PROVIDER_B));
      cluster.awaitReady("routetable/edge");
      everyNodeReachesTheServersThrough(cluster, PROVIDER_B);

      cluster.kubectl().run("delete", "routetable", "edge", "--timeout=30s").orFail();
      assertThat(cluster.nodes())
          .allSatisfy(
              node -> assertThat(cluster.ping(node, Family.V4, SERVER).answered()).isZero());
    }
  }

  /** Ready means that packets go there now, so nothing is waited for. */
  private static void everyNodeReachesTheServersThrough(Cluster cluster, Dual provider) {
    for (ClusterNode node : cluster.nodes()) {
      for (Family family : Family.values()) {
        assertThat(cluster.reaches(node, family, SERVER, provider))
            .as("%s, %s, through %s", node, family, provider)
            .isTrue();
      }
    }
  }
}
