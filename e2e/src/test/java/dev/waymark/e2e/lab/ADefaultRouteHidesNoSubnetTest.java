package dev.waymark.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Family;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.e2e.lab.traffic.Ping;
import dev.waymark.e2e.lab.traffic.Trace;
import dev.waymark.libbpf.testing.NeedsBpf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@NeedsBpf
class ADefaultRouteHidesNoSubnetTest {

  @ParameterizedTest
  @EnumSource
  void aConnectedSubnetStaysTheKernels(Family family) {
    try (var net = RoutedLab.serving("subnet", Settings.FAST, "default-route")) {
      Trace trace =
          Trace.route(net.lab().client(), Lab.CLIENT.in(family), Lab.NEIGHBOUR.in(family));

      assertThat(trace.hops()).containsExactly(Lab.ROUTER.in(family), Lab.NEIGHBOUR.in(family));
      assertThat(net.ping(family, Lab.ROUTER)).matches(Ping::allAnswered);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSubnetThatTheRouterJoinsLaterStaysTheKernelsToo(Family family) {
    try (var net = RoutedLab.serving("joined", Settings.FAST, "default-route")) {
      Dual joined = new Dual("192.0.2.2", "2001:db8:77::2");
      Lab lab = net.lab();
      Wire.from(lab.router(), "extra")
          .to(lab.servers(), "extra")
          .carries("192.0.2.1/24", "192.0.2.2/24")
          .carries("2001:db8:77::1/64", "2001:db8:77::2/64")
          .plug();

      org.awaitility.Awaitility.await()
          .untilAsserted(() ->
              assertThat(Trace.route(lab.client(), Lab.CLIENT.in(family), joined.in(family)).hops())
                  .containsExactly(Lab.ROUTER.in(family), joined.in(family)));
    }
  }
}
