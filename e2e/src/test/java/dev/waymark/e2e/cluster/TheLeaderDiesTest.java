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

/** The leading operator is killed in the middle of a rollout; the other one finishes it. */
@NeedsBpf
@NeedsControlPlane
class TheLeaderDiesTest {

  @Test
  void theOtherReplicaFinishesTheRollout() {
    try (Cluster cluster = Cluster.of("leader", 3)) {
      cluster.apply(Tables.edge(PROVIDER_A));
      cluster.awaitReady("routetable/edge");
      OperatorProcess leader = cluster.operators().getFirst();
      OperatorProcess other = cluster.addOperator();
      other.start();
      cluster.await("the other replica waits", other::ready);
      long epoch = epoch(cluster);

      try (PingStream stream = cluster.stream(cluster.node(2), SERVER)) {
        cluster.apply(Tables.edge(PROVIDER_B));
        leader.kill();
        cluster.awaitReady("routetable/edge");

        PingStream.Result seen = stream.stop();
        assertThat(seen.lost()).as(seen.toString()).isZero();
      }
      for (ClusterNode node : cluster.nodes()) {
        assertThat(cluster.reaches(node, Family.V4, SERVER, PROVIDER_B)).as(node.name()).isTrue();
      }
      assertThat(epoch(cluster)).isGreaterThan(epoch);
    }
  }

  private static long epoch(Cluster cluster) {
    return cluster.nodes().stream()
        .mapToLong(node -> Long.parseLong(cluster.routing(node, "{.spec.epoch}")))
        .max()
        .orElseThrow();
  }
}
