package dev.waymark.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Family;
import dev.waymark.e2e.lab.Host;
import dev.waymark.e2e.lab.Residue;
import dev.waymark.e2e.lab.traffic.Ping;
import dev.waymark.e2e.lab.traffic.Trace;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The network that the tests of a cluster stand on is as its picture says. */
@NeedsBpf
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterNetworkTest {
  private ClusterNetwork network;

  @BeforeAll
  void build() {
    network = ClusterNetwork.of("net", 3);
  }

  @AfterAll
  void nothingIsLeft() {
    network.close();
    assertThat(Residue.of(network.name()).isEmpty()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void noNodeKnowsTheServersByItself(Family family) {
    for (Host node : network.nodes()) {
      assertThat(ping(family, node).answered()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void aRouteOfTheKernelBringsPacketsThroughOneNodeOnly(Family family) {
    Host first = network.nodes().getFirst();
    String to = family == Family.V4 ? "198.51.100.0/24" : "2001:db8:100::/48";
    first.ip("route add " + to + " via " + ClusterNetwork.PROVIDER_B.in(family));

    Trace trace =
        Trace.route(
            network.client(), network.clientAt(first).in(family), ClusterNetwork.SERVER.in(family));
    List<Host> others = network.nodes().subList(1, 3);

    assertThat(trace.passes(ClusterNetwork.PROVIDER_B)).as(trace.toString()).isTrue();
    assertThat(trace.ends(ClusterNetwork.SERVER)).as(trace.toString()).isTrue();
    assertThat(others).allSatisfy(node -> assertThat(ping(family, node).answered()).isZero());
    first.ip("route del " + to + " via " + ClusterNetwork.PROVIDER_B.in(family));
  }

  @Test
  void everyNodeReachesTheControlPlane() {
    for (Host node : network.nodes()) {
      assertThat(Ping.from(node).to(ClusterNetwork.CONTROL).allAnswered()).isTrue();
    }
  }

  private Ping ping(Family family, Host node) {
    return Ping.from(network.client())
        .as(network.clientAt(node).in(family))
        .to(ClusterNetwork.SERVER.in(family));
  }
}
