package dev.waymark.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Family;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The kernel's switches are the installer's: they are watched and said, never set. */
@NeedsBpf
class ASysctlChangesTest {

  @Test
  void aStrictReversePathFilterIsSaidWhileItStands() {
    try (var net = RoutedLab.serving("rpfilter", Settings.KERNEL, "static-routes")) {
      set(net, "net.ipv4.conf.lan0.rp_filter", "1");
      await(net, "StrictReversePath", Optional.of("True"));

      set(net, "net.ipv4.conf.lan0.rp_filter", "2");
      await(net, "StrictReversePath", Optional.empty());
    }
  }

  @Test
  void forwardingThatIsSwitchedOffIsSaidAndServesAgainWhenItIsOn() {
    try (var net = RoutedLab.serving("forwarding", Settings.KERNEL, "static-routes")) {
      set(net, "net.ipv4.ip_forward", "0");
      await(net, "Degraded", Optional.of("True"));
      assertThat(net.daemon().report().reason("RouteTable", "edge", "Degraded"))
          .contains("ForwardingOff");
      assertThat(net.ping(Family.V4, Lab.SERVER).answered()).isZero();

      set(net, "net.ipv4.ip_forward", "1");
      await(net, "Degraded", Optional.empty());
      assertThat(net.reaches(Family.V4, Lab.SERVER, Lab.PROVIDER_A)).isTrue();
    }
  }

  private static void set(RoutedLab net, String name, String value) {
    net.lab().router().sysctl(Map.of(name, value));
  }

  private static void await(RoutedLab net, String condition, Optional<String> status) {
    net.daemon()
        .await(
            condition + " " + status,
            now -> now.condition("RouteTable", "edge", condition).equals(status));
  }
}
