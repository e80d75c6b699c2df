package dev.waymark.e2e.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Three nodes follow one table, and pods on different nodes still reach each other under it. */
@Tag("kind")
final class ThreeNodesTest {
  private static KindCluster cluster;
  private static Waymark waymark;

  @BeforeAll
  static void startAndInstall() {
    var engine = Engine.fromEnvironment();
    cluster = ThreeNodes.start(engine);
    cluster.load(List.of(Path.of(engine.toolbox())));
    waymark = Waymark.bring(cluster);
    waymark.install();
  }

  @AfterAll
  static void end() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void aDefaultRouteServesOnAllThreeAndPodsReachEachOther() {
    try (var provider = OutsideHost.start(cluster, "provider");
        var pods = Pods.start(cluster)) {
      waymark.ready(Tables.everything(provider));

      assertThat(cluster.kubectl().run("get", "rtbl", "everything").out())
          .containsPattern("everything +True +3/3");
      assertThat(pods.fetch(OutsideHost.FAR).out()).isEqualTo("provider\n");
      assertThat(pods.fetch("web").out()).as("from the first node to the last").isEqualTo("web\n");
    }
  }

  @Test
  void aSelectorTakesOneNode() {
    try (var provider = OutsideHost.start(cluster, "provider")) {
      String worker = cluster.nodes().getLast().name();
      String selector =
          "nodeSelector: {matchLabels: {kubernetes.io/hostname: %s}}".formatted(worker);
      waymark.ready(Tables.far(provider).replace("nodeSelector: {}", selector));

      assertThat(cluster.kubectl().run("get", "rtbl", "far").out())
          .containsPattern("far +True +1/1");
    } finally {
      waymark.delete("routetables");
    }
  }
}
