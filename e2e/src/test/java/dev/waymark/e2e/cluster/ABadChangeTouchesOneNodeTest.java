package dev.waymark.e2e.cluster;

import static dev.waymark.e2e.cluster.ClusterNetwork.OTHER_SERVER;
import static dev.waymark.e2e.cluster.ClusterNetwork.PROVIDER_A;
import static dev.waymark.e2e.cluster.ClusterNetwork.PROVIDER_B;
import static dev.waymark.e2e.cluster.ClusterNetwork.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Family;
import dev.waymark.e2e.controlplane.NeedsControlPlane;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A table is led into a provider that drops everything. Its probe finds out on the first node; the
 * others never see the change, and other people's changes go on.
 */
@NeedsBpf
@NeedsControlPlane
class ABadChangeTouchesOneNodeTest {
  private static final String PROBED =
      """
      probes: [{name: servers, type: Icmp, target: 198.51.100.10, timeout: 1s}]
      rollout: {canary: 1, confirmWithin: 4s}
      """;

  @Test
  void theFirstNodeTakesItBackAndTheOthersNeverHoldIt() {
    try (Cluster cluster = Cluster.of("badchange", 3)) {
      cluster.apply(Tables.edge(PROVIDER_A, PROBED));
      cluster.awaitReady("routetable/edge");
      List<String> before = cluster.nodes().stream().map(node -> stable(cluster, node)).toList();
      blackholeProviderB(cluster);

      cluster.apply(Tables.edge(PROVIDER_B, PROBED));
      cluster.await(
          "it is taken back",
          () -> cluster.condition("routetable/edge", "RolledBack").equals("True"));

      assertThat(cluster.message("routetable/edge", "RolledBack"))
          .contains("node-1", "probe servers", "198.51.100.10");
      assertThat(cluster.condition("routetable/edge", "Ready")).isEqualTo("False");
      for (ClusterNode node : cluster.nodes()) {
        assertThat(cluster.ping(node, Family.V4, SERVER).allAnswered()).as(node.name()).isTrue();
        assertThat(cluster.reaches(node, Family.V4, SERVER, PROVIDER_A)).isTrue();
      }
      assertThat(cluster.nodes().stream().map(node -> stable(cluster, node)).toList())
          .isEqualTo(before);
      assertThat(List.of(rejected(cluster, 2), rejected(cluster, 3))).containsOnly("");
      assertThat(rejected(cluster, 1)).isNotEmpty();

      cluster.apply(anotherPrefix());
      cluster.awaitReady("routetable/another");
      assertThat(cluster.nodes())
          .allSatisfy(node ->
              assertThat(cluster.reaches(node, Family.V4, OTHER_SERVER, PROVIDER_A)).isTrue());
      assertThat(cluster.condition("routetable/edge", "RolledBack")).isEqualTo("True");

      cluster.apply(Tables.edge(PROVIDER_A, PROBED));
      cluster.awaitReady("routetable/edge");
      assertThat(cluster.condition("routetable/edge", "RolledBack")).isEmpty();
    }
  }

  private static void blackholeProviderB(Cluster cluster) {
    cluster.network().providerB().ip("route replace blackhole 198.51.100.0/24");
  }

  private static String anotherPrefix() {
    return """
    apiVersion: waymark.dev/v1alpha1
    kind: RouteTable
    metadata: {name: another}
    spec:
      tableId: 254
      nodeSelector: {}
      routes: [{to: 203.0.113.0/24, via: [{gateway: 10.0.1.1}]}]
    """;
  }

  private static String stable(Cluster cluster, ClusterNode node) {
    return cluster.routing(node, "{.status.stableRoot}");
  }

  private static String rejected(Cluster cluster, int node) {
    return cluster.routing(cluster.node(node), "{.status.rejectedRoots[*].message}");
  }
}
