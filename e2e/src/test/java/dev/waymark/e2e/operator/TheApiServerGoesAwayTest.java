package dev.waymark.e2e.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.e2e.controlplane.NeedsControlPlane;
import dev.waymark.e2e.controlplane.Snapshot;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The API server dies and comes back, at the same place or at an older one. */
@NeedsControlPlane
class TheApiServerGoesAwayTest {

  @Test
  void itIsKilledAndComesBack() {
    try (var cluster = PretendCluster.start()) {
      PretendNode node = cluster.node("n1", Map.of());
      AtomicBoolean ended = new AtomicBoolean();
      cluster.operator(ended);
      cluster.table("edge", "198.51.100.0/24");
      PretendCluster.eventually("it is held", () -> node.owners().equals(tables("edge")));

      cluster.plane().kill();
      PretendCluster.eventually("the lease is lost, and the operator ends", ended::get);
      assertThat(node.owners()).isEqualTo(tables("edge"));
      cluster.plane().startAll();
      cluster.table("other", "203.0.113.0/24");
      cluster.operator();

      PretendCluster.eventually(
          "both are held", () -> node.owners().equals(tables("edge", "other")));
    }
  }

  @Test
  void itComesBackAtAnOlderRevision() {
    try (var cluster = PretendCluster.start()) {
      PretendNode node = cluster.node("n1", Map.of());
      AtomicBoolean ended = new AtomicBoolean();
      cluster.operator(ended);
      cluster.table("edge", "198.51.100.0/24");
      PretendCluster.eventually("it is held", () -> node.owners().equals(tables("edge")));
      Snapshot early = cluster.plane().snapshot();
      cluster.table("edge", "198.51.100.0/24", "203.0.113.0/24");
      cluster.table("late", "192.0.2.0/24");
      PretendCluster.eventually(
          "the later state is held",
          () ->
              operatorRuns(cluster, ended)
                  && node.owners().equals(tables("edge", "late"))
                  && node.held().routes() == 3);

      cluster.plane().restore(early);
      PretendCluster.eventually(
          "the state of then is held",
          () ->
              operatorRuns(cluster, ended)
                  && looks(node)
                  && node.owners().equals(tables("edge"))
                  && node.held().routes() == 1);

      cluster.table("late", "192.0.2.0/24");
      PretendCluster.eventually(
          "and what comes after it",
          () ->
              operatorRuns(cluster, ended)
                  && looks(node)
                  && node.owners().equals(tables("edge", "late")));
    }
  }

  /** As a kubelet sees to it. */
  private static boolean operatorRuns(PretendCluster cluster, AtomicBoolean ended) {
    if (ended.getAndSet(false)) {
      cluster.operator(ended);
    }
    return true;
  }

  /** Its watch is deaf for as long as the operator's was. */
  private static boolean looks(PretendNode node) {
    node.wake();
    return true;
  }

  private static Set<String> tables(String... names) {
    return java.util.Arrays.stream(names)
        .map(name -> "RouteTable " + name)
        .collect(java.util.stream.Collectors.toSet());
  }
}
