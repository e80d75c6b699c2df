package dev.waymark.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Family;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.e2e.lab.traffic.Fetch;
import dev.waymark.e2e.lab.traffic.Ping;
import dev.waymark.e2e.lab.traffic.Trace;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ping, traceroute and curl, on the Fast path and on the Kernel path, over IPv4 and IPv6. */
@NeedsBpf
class ForwardingTest {

  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class OnTheFastPath implements Contract {
    @AutoClose
    private final RoutedLab net = RoutedLab.serving("fast", Settings.FAST, "static-routes");

    @Override
    public RoutedLab net() {
      return net;
    }
  }

  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class OnTheKernelPath implements Contract {
    @AutoClose
    private final RoutedLab net = RoutedLab.serving("kernel", Settings.KERNEL, "static-routes");

    @Override
    public RoutedLab net() {
      return net;
    }
  }

  /** What a user may expect on either path. */
  interface Contract {
    RoutedLab net();

    @ParameterizedTest
    @EnumSource
    default void pingIsAnswered(Family family) {
      assertThat(net().ping(family, Lab.SERVER)).matches(Ping::allAnswered);
    }

    @ParameterizedTest
    @EnumSource
    default void tracerouteSeesEveryHop(Family family) {
      Trace trace = Trace.route(net().lab().client(), Lab.CLIENT.in(family), Lab.SERVER.in(family));

      assertThat(trace.hops())
          .containsExactly(Lab.ROUTER.in(family), Lab.PROVIDER_A.in(family), Lab.SERVER.in(family));
    }

    @ParameterizedTest
    @EnumSource
    default void curlGetsItsPage(Family family) {
      Output page =
          Fetch.page(net().lab().client(), Lab.CLIENT.in(family), Lab.SERVER.in(family)).orFail();

      assertThat(page.out()).startsWith("Hello ");
    }

    @ParameterizedTest
    @EnumSource
    default void aTransferCompletes(Family family) {
      try (var download =
          Fetch.download(
              net().lab().client(),
              Lab.CLIENT.in(family),
              Lab.SERVER.in(family),
              50_000_000,
              Duration.ofSeconds(1))) {
        assertThat(download.completed(Duration.ofSeconds(20))).as(download.summary()).isTrue();
      }
    }

    @ParameterizedTest
    @EnumSource
    default void aPacketTooBigForTheWayIsReported(Family family) {
      net().lab().router().ip("link set wan-a mtu 1400");
      try {
        Ping ping =
            Ping.from(net().lab().client())
                .as(Lab.CLIENT.in(family))
                .unfragmented(1420)
                .to(Lab.SERVER.in(family));

        assertThat(ping.answered()).isZero();
        assertThat(ping.output().text())
            .containsAnyOf("Frag needed", "Packet too big", "mtu=1400", "mtu 1400", "mtu = 1400");
      } finally {
        net().lab().router().ip("link set wan-a mtu 1500");
        net().lab().client().run("ip", "route", "flush", "cache");
        net().lab().client().run("ip", "-6", "route", "flush", "cache");
      }
    }

    @ParameterizedTest
    @EnumSource
    default void theRouterItselfIsReached(Family family) {
      assertThat(net().ping(family, Lab.ROUTER)).matches(Ping::allAnswered);
    }
  }
}
