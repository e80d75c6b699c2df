package dev.waymark.e2e.cluster;

import static dev.waymark.e2e.cluster.ClusterNetwork.PROVIDER_A;
import static dev.waymark.e2e.cluster.ClusterNetwork.PROVIDER_B;
import static dev.waymark.e2e.cluster.ClusterNetwork.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Family;
import dev.waymark.e2e.controlplane.NeedsControlPlane;
import dev.waymark.e2e.controlplane.Snapshot;
import dev.waymark.e2e.lab.traffic.PingStream;
import dev.waymark.libbpf.testing.NeedsBpf;
import org.junit.jupiter.api.Test;

/** etcd is restored from a backup: what was declared then is what packets follow again. */
@NeedsBpf
@NeedsControlPlane
class AnOlderRevisionIsRestoredTest {

  @Test
  void whatWasDeclaredThenServesAgain() {
    try (Cluster cluster = Cluster.of("restored", 2)) {
      cluster.apply(Tables.edge(PROVIDER_A));
      cluster.awaitReady("routetable/edge");
      Snapshot backup = cluster.plane().snapshot();
      cluster.apply(Tables.edge(PROVIDER_B));
      cluster.awaitReady("routetable/edge");

      try (PingStream stream = cluster.stream(cluster.node(1), SERVER)) {
        cluster.plane().restore(backup);
        cluster.await(
            "what was declared then serves",
            () ->
                cluster.nodes().stream()
                    .allMatch(node -> cluster.reaches(node, Family.V4, SERVER, PROVIDER_A)));

        PingStream.Result seen = stream.stop();
        assertThat(seen.lost()).as(seen.toString()).isZero();
      }
      cluster.apply(Tables.edge(PROVIDER_B));
      cluster.await(
          "the next change arrives",
          () ->
              cluster.nodes().stream()
                  .allMatch(node -> cluster.reaches(node, Family.V4, SERVER, PROVIDER_B)));
    }
  }
}
