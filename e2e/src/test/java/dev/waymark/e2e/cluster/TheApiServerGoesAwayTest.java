package dev.waymark.e2e.cluster;

import static dev.waymark.e2e.cluster.ClusterNetwork.PROVIDER_A;
import static dev.waymark.e2e.cluster.ClusterNetwork.PROVIDER_B;
import static dev.waymark.e2e.cluster.ClusterNetwork.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Family;
import dev.waymark.e2e.controlplane.NeedsControlPlane;
import dev.waymark.e2e.lab.traffic.PingStream;
import dev.waymark.libbpf.testing.NeedsBpf;
import org.junit.jupiter.api.Test;

/** API server and etcd are killed; packets go on, a daemon may even restart, and all heals. */
@NeedsBpf
@NeedsControlPlane
class TheApiServerGoesAwayTest {

  @Test
  void packetsGoOnAndTheNextChangeArrivesAfterwards() {
    try (Cluster cluster = Cluster.of("apiaway", 2)) {
      cluster.apply(Tables.edge(PROVIDER_A));
      cluster.awaitReady("routetable/edge");
      ClusterNode restarted = cluster.node(1);

      try (PingStream one = cluster.stream(restarted, SERVER);
          PingStream two = cluster.stream(cluster.node(2), SERVER)) {
        cluster.plane().kill();
        restarted.kill();
        restarted.start();
        cluster.await(
            "the restarted daemon serves and says what it lacks",
            () ->
                restarted.status().phase().equals("Stable")
                    && restarted.status().sourceState().equals("Unreachable"));
        cluster.plane().startAll();
        cluster.apply(Tables.edge(PROVIDER_B));
        cluster.awaitReady("routetable/edge");

        PingStream.Result first = one.stop();
        PingStream.Result second = two.stop();
        assertThat(first.lost()).as(first.toString()).isZero();
        assertThat(second.lost()).as(second.toString()).isZero();
      }
      for (ClusterNode node : cluster.nodes()) {
        assertThat(cluster.reaches(node, Family.V4, SERVER, PROVIDER_B)).as(node.name()).isTrue();
      }
    }
  }
}
