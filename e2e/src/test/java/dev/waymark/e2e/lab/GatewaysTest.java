package dev.waymark.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Family;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.e2e.lab.traffic.Ping;
import dev.waymark.libbpf.testing.NeedsBpf;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ways that a next hop can be said, and the route's own MTU, on both paths. */
@NeedsBpf
class GatewaysTest {

  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class OnTheFastPath implements Contract {
    @AutoClose
    private final RoutedLab net = RoutedLab.serving("hops-fast", Settings.FAST, "static-routes");

    @Override
    public RoutedLab net() {
      return net;
    }
  }

  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class OnTheKernelPath implements Contract {
    @AutoClose
    private final RoutedLab net =
        RoutedLab.serving("hops-kernel", Settings.KERNEL, "static-routes");

    @Override
    public RoutedLab net() {
      return net;
    }
  }

  /** What a user may expect on either path. */
  interface Contract {
    RoutedLab net();

    @Test
    default void ipv4GoesThroughAnIpv6Gateway() {
      net()
          .declareMain(
              """
              - {to: 203.0.113.0/24, via: [{gateway: "2001:db8:b::1"}]}
              """);

      assertThat(net().ping(Family.V4, Lab.OTHER_SERVER)).matches(Ping::allAnswered);
      assertThat(net().reaches(Family.V4, Lab.OTHER_SERVER, Lab.PROVIDER_B)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    default void aGatewayOnNoSubnetIsReachedOnItsLink(Family family) {
      net()
          .lab()
          .providerB()
          .ip(
              "address replace 192.0.2.77/32 dev customer",
              "address replace 2001:db8:77::1/128 dev customer nodad");
      net()
          .declareMain(
              """
              - {to: 203.0.113.0/24, via: [{gateway: 192.0.2.77, interface: wan-b, onlink: true}]}
              - {to: "2001:db8:200::/48", via: [{gateway: "2001:db8:77::1", interface: wan-b, onlink: true}]}
              """);

      assertThat(net().ping(family, Lab.OTHER_SERVER)).matches(Ping::allAnswered);
    }

    @ParameterizedTest
    @EnumSource
    default void aPacketOverTheRoutesMtuIsReportedAndASmallerOneIsNot(Family family) {
      net()
          .declareMain(
              """
              - {to: 203.0.113.0/24, mtu: 1300, via: [{gateway: 10.0.2.1}]}
              - {to: "2001:db8:200::/48", mtu: 1300, via: [{gateway: "2001:db8:b::1"}]}
              """);

      assertThat(unfragmented(family, 1300)).matches(Ping::allAnswered);
      Ping tooLong = unfragmented(family, 1301);
      assertThat(tooLong.answered()).isZero();
      assertThat(tooLong.output().text())
          .containsAnyOf("mtu=1300", "mtu 1300", "mtu = 1300", "mtu: 1300");
      net().lab().client().run("ip", "route", "flush", "cache");
      net().lab().client().run("ip", "-6", "route", "flush", "cache");
    }

    private Ping unfragmented(Family family, int bytes) {
      return Ping.from(net().lab().client())
          .as(Lab.CLIENT.in(family))
          .unfragmented(bytes - (family == Family.V4 ? 28 : 48))
          .to(Lab.OTHER_SERVER.in(family));
    }
  }
}
