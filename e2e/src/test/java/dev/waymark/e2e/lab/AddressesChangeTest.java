package dev.waymark.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Family;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which gateways are reachable, and what is delivered here, follows the node's addresses. */
@NeedsBpf
class AddressesChangeTest {

  @Test
  void withoutItsSubnetAGatewayIsUnreachableUntilTheAddressIsBack() {
    try (var net = RoutedLab.serving("subnet", Settings.FAST, "static-routes")) {
      net.lab().router().ip("address delete 10.0.1.2/24 dev wan-a");
      net.daemon().await("degraded", s -> degraded(s).equals(Optional.of("GatewayUnreachable")));
      assertThat(net.ping(Family.V4, Lab.SERVER).answered()).isZero();

      net.lab().router().ip("address add 10.0.1.2/24 dev wan-a");
      net.daemon().await("whole again", s -> degraded(s).isEmpty());
      assertThat(net.reaches(Family.V4, Lab.SERVER, Lab.PROVIDER_A)).isTrue();
    }
  }

  @Test
  void anAddressOfTheRoutersOwnIsDeliveredThereWhileItHasIt() {
    try (var net = RoutedLab.serving("own", Settings.FAST, "static-routes")) {
      long before = net.daemon().report().generation();
      net.lab().router().ip("address add 198.51.100.10/32 dev lo");
      net.daemon().await("taken up", status -> status.generation() > before);
      assertThat(net.ping(Family.V4, Lab.SERVER).output().text()).contains("ttl=64");

      net.lab().router().ip("address delete 198.51.100.10/32 dev lo");
      net.daemon().await("given up", status -> status.generation() > before + 1);
      assertThat(net.reaches(Family.V4, Lab.SERVER, Lab.PROVIDER_A)).isTrue();
    }
  }

  private static Optional<String> degraded(dev.waymark.e2e.lab.node.Status status) {
    return status.reason("RouteTable", "edge", "Degraded");
  }
}
