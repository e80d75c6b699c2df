package dev.waymark.daemon.resolve;

import static dev.waymark.daemon.resolve.Declared.gateway;
import static dev.waymark.daemon.resolve.Declared.hop;
import static dev.waymark.daemon.resolve.Declared.onlink;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Address;
import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.compiler.model.Hop;
import dev.waymark.daemon.resolve.HopOutcome.Unusable;
import dev.waymark.daemon.resolve.HopOutcome.Usable;
import org.junit.jupiter.api.Test;

class GatewayResolutionTest {

  private static final NodeFacts NODE =
      NodeFixture.node()
          .up(2, "lan0", "10.1.0.1/24", "fd01::1/64")
          .up(3, "wan0", "10.2.0.1/16", "fd02::1/64")
          .up(4, "wan1", "10.2.3.1/24")
          .down(5, "spare", "10.5.0.1/24")
          .withoutCarrier(6, "loose", "10.6.0.1/24")
          .facts();

  private static HopOutcome outcome(Hop hop) {
    return new GatewayResolution(NODE).resolve(hop, 0);
  }

  private static Usable usable(int index, String gateway) {
    return new Usable(new NextHopIdentity(index, Address.parse(gateway), 0));
  }

  @Test
  void aGatewayAloneFindsItsInterfaceThroughTheLongestConnectedSubnet() {
    assertThat(outcome(gateway("10.2.9.9"))).isEqualTo(usable(3, "10.2.9.9"));
    assertThat(outcome(gateway("10.2.3.9"))).isEqualTo(usable(4, "10.2.3.9"));
    assertThat(outcome(gateway("fd02::9"))).isEqualTo(usable(3, "fd02::9"));
  }

  @Test
  void aGatewayOnNoSubnetIsUnreachableAndNeverResolvedThroughARoute() {
    assertThat(outcome(gateway("192.0.2.1")))
        .isEqualTo(
            new Unusable(
                Reason.GatewayUnreachable,
                "gateway 192.0.2.1 is on no subnet of this node; name its interface, or correct it"));
  }

  @Test
  void aGatewayWithAnInterfaceMustLieOnASubnetOfIt() {
    assertThat(outcome(hop("10.1.0.9", "lan0", 1))).isEqualTo(usable(2, "10.1.0.9"));
    assertThat(outcome(hop("10.1.0.9", "wan0", 1))).isInstanceOf(Unusable.class);
  }

  @Test
  void onlinkMakesAnyGatewayANeighbour() {
    assertThat(outcome(onlink(hop("192.0.2.1", "wan0", 1)))).isEqualTo(usable(3, "192.0.2.1"));
  }

  @Test
  void aLinkLocalGatewayNeedsNoSubnet() {
    assertThat(outcome(hop("fe80::9", "wan0", 1))).isEqualTo(usable(3, "fe80::9"));
    assertThat(outcome(hop("169.254.1.1", "wan0", 1))).isEqualTo(usable(3, "169.254.1.1"));
  }

  @Test
  void anInterfaceAloneMakesEveryDestinationANeighbour() {
    assertThat(outcome(hop(null, "wan0", 1)))
        .isEqualTo(new Usable(new NextHopIdentity(3, null, 0)));
  }

  @Test
  void anInterfaceThatIsAbsentDownOrWithoutCarrierIsSaidToBe() {
    assertThat(outcome(hop("10.9.0.9", "gone0", 1)))
        .isEqualTo(
            new Unusable(Reason.InterfaceAbsent, "there is no interface gone0 on this node"));
    assertThat(outcome(hop("10.5.0.9", "spare", 1)))
        .isEqualTo(new Unusable(Reason.InterfaceDown, "spare is down"));
    assertThat(outcome(gateway("10.6.0.9")))
        .isEqualTo(new Unusable(Reason.InterfaceDown, "loose has no carrier"));
  }

  @Test
  void theNodesOwnAddressIsNoGateway() {
    assertThat(outcome(gateway("10.1.0.1")))
        .isEqualTo(
            new Unusable(Reason.GatewayUnreachable, "gateway 10.1.0.1 is this node's own address"));
  }

  @Test
  void onlyAnMtuBelowTheDevicesMakesAnotherNextHop() {
    GatewayResolution resolution = new GatewayResolution(NODE);
    assertThat(resolution.resolve(gateway("10.1.0.9"), 1400))
        .isEqualTo(new Usable(new NextHopIdentity(2, Address.parse("10.1.0.9"), 1400)));
    assertThat(resolution.resolve(gateway("10.1.0.9"), 9000)).isEqualTo(usable(2, "10.1.0.9"));
  }
}
