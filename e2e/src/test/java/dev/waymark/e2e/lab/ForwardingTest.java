package dev.waymark.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Family;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.e2e.lab.traffic.Fetch;
import dev.waymark.e2e.lab.traffic.Ping;
import dev.waymark.e2e.lab.traffic.Trace;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Ping, traceroute and curl, on the Fast path and on the Kernel path, over IPv4 and IPv6. */
@NeedsBpf
@ParameterizedClass
@FieldSource("PATHS")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForwardingTest {
  static final List<Settings> PATHS = List.of(Settings.FAST, Settings.KERNEL);

  @AutoClose private final RoutedLab net;

  ForwardingTest(Settings settings) {
    net = RoutedLab.serving("forward", settings, "static-routes");
  }

  @ParameterizedTest
  @EnumSource
  void pingIsAnswered(Family family) {
    assertThat(net.ping(family, Lab.SERVER)).matches(Ping::allAnswered);
  }

  @ParameterizedTest
  @EnumSource
  void tracerouteSeesEveryHop(Family family) {
    Trace trace = Trace.route(net.lab().client(), Lab.CLIENT.in(family), Lab.SERVER.in(family));

    assertThat(trace.hops())
        .containsExactly(Lab.ROUTER.in(family), Lab.PROVIDER_A.in(family), Lab.SERVER.in(family));
  }

  @ParameterizedTest
  @EnumSource
  void curlGetsItsPage(Family family) {
    Output page =
        Fetch.page(net.lab().client(), Lab.CLIENT.in(family), Lab.SERVER.in(family)).orFail();

    assertThat(page.out()).startsWith("Hello ");
  }

  @ParameterizedTest
  @EnumSource
  void aTransferCompletes(Family family) {
    try (var download =
        Fetch.download(
            net.lab().client(),
            Lab.CLIENT.in(family),
            Lab.SERVER.in(family),
            50_000_000,
            Duration.ofSeconds(1))) {
      assertThat(download.completed(Duration.ofSeconds(20))).as(download.summary()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPacketTooBigForTheWayIsReported(Family family) {
    net.lab().router().ip("link set wan-a mtu 1400");
    try {
      Ping ping =
          Ping.from(net.lab().client())
              .as(Lab.CLIENT.in(family))
              .unfragmented(1420)
              .to(Lab.SERVER.in(family));

      assertThat(ping.answered()).isZero();
      assertThat(ping.output().text())
          .containsAnyOf("Frag needed", "Packet too big", "mtu=1400", "mtu 1400", "mtu = 1400");
    } finally {
      net.lab().router().ip("link set wan-a mtu 1500");
      net.lab().client().run("ip", "route", "flush", "cache");
      net.lab().client().run("ip", "-6", "route", "flush", "cache");
    }
  }

  @ParameterizedTest
  @EnumSource
  void theRouterItselfIsReached(Family family) {
    assertThat(net.ping(family, Lab.ROUTER)).matches(Ping::allAnswered);
  }
}
