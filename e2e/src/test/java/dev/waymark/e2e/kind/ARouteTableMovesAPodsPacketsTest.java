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
      assertThat(pods.fetch(OutsideHost.WHO).succeeded()).as("before any table").isFalse();

      waymark.ready(Tables.far(a));
      assertThat(pods.fetch(OutsideHost.WHO).out())
          .as("by provider-a, from the node's address: masqueraded")
          .isEqualTo("provider-a " + installed.node().address() + "\n");

      waymark.ready(Tables.far(b));
      assertThat(pods.fetch(OutsideHost.WHO).out()).startsWith("provider-b ");
      assertThat(installed.cluster().kubectl().run("get", "rtbl", "far").out())
          .containsPattern("far +True +1/1");

      waymark.delete("routetables");
      assertThat(pods.fetch(OutsideHost.WHO).succeeded()).as("after the table").isFalse();
    }
  }
}
