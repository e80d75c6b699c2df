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

/** A daemon is killed under traffic, and a change is applied while it is away. */
@NeedsBpf
@NeedsControlPlane
class ADaemonOfTheClusterDiesTest {

  @Test
  void itLosesNoPacketAndTakesTheChangeWhenItIsBack() {
    try (Cluster cluster = Cluster.of("daemon", 2)) {
      cluster.apply(Tables.edge(PROVIDER_A));
      cluster.awaitReady("routetable/edge");
      ClusterNode away = cluster.node(2);

      try (PingStream stream = cluster.stream(away, SERVER)) {
        away.kill();
        cluster.apply(Tables.edge(PROVIDER_B));
        cluster.await(
            "the first node took it",
            () -> cluster.reaches(cluster.node(1), Family.V4, SERVER, PROVIDER_B));
        assertThat(cluster.condition("routetable/edge", "Ready")).isNotEqualTo("True");
        assertThat(cluster.reaches(away, Family.V4, SERVER, PROVIDER_A)).isTrue();
        away.start();
        cluster.awaitReady("routetable/edge");

        PingStream.Result seen = stream.stop();
        assertThat(seen.lost()).as(seen.toString()).isZero();
      }
      assertThat(cluster.reaches(away, Family.V4, SERVER, PROVIDER_B)).isTrue();
    }
  }
}
