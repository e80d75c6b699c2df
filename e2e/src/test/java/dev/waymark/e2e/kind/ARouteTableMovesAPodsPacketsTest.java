package dev.waymark.e2e.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.e2e.kind.SharedNode.Installed;
import org.junit.jupiter.api.Test;

/** What {@code kubectl apply} does to the packets of a pod, and what kubectl says of it. */
@SharedNode
final class ARouteTableMovesAPodsPacketsTest {

  @Test
  void podsReachTheFarAddressByTheGatewayThatTheTableSays(Installed installed) {
    KindCluster cluster = installed.cluster();
    Waymark waymark = installed.waymark();
    try (var a = OutsideHost.start(cluster, "provider-a");
        var b = OutsideHost.start(cluster, "provider-b");
        var pods = Pods.start(cluster)) {
      assertThat(pods.fetch(OutsideHost.FAR).out())
          .as("before any table")
          .doesNotContain("provider");

      waymark.ready(Tables.far(a));
      assertThat(pods.fetch(OutsideHost.FAR).out()).isEqualTo("provider-a\n");
      assertThat(
              cluster.kubectl().get("noderouting", installed.node().name()).at("/status/failures"))
          .as("the probe was answered")
          .isEmpty();

      waymark.ready(Tables.far(b));
      assertThat(pods.fetch(OutsideHost.FAR).out()).isEqualTo("provider-b\n");
      assertThat(cluster.kubectl().run("get", "rtbl", "far").out())
          .containsPattern("far +True +1/1");

      waymark.delete("routetables");
      assertThat(pods.fetch(OutsideHost.FAR).out())
          .as("after the table")
          .doesNotContain("provider");
    }
  }
}
