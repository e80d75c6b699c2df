package dev.waymark.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Family;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.e2e.lab.traffic.Fetch;
import dev.waymark.e2e.lab.traffic.Ping;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.net.InetAddress;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A router on the Fast path that masquerades one client address, and nothing else: its flows are
 * translated as on the Kernel path, the others go fast as soon as the kernel has seen them.
 */
@NeedsBpf
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TranslatedFlowsTest {
  private static final Dual WAN = new Dual("10.0.1.2", "2001:db8:a::2");
  private static final String UNKNOWN = "KERNEL_NAT_UNKNOWN";
  private static final long BYTES = 2_000_000;

  @AutoClose private final RoutedLab net = RoutedLab.serving("nat", Settings.FAST, "static-routes");

  private void masquerade() {
    net.lab()
        .router()
        .run(
            "nft",
            """
            table inet lab {
              chain out {
                type nat hook postrouting priority srcnat;
                ip saddr %s masquerade
                ip6 saddr %s masquerade
              }
            }
            """
                .formatted(Lab.CLIENT.v4(), Lab.CLIENT.v6()))
        .orFail();
    Awaitility.await("the daemon has seen that the kernel translates")
        .until(() -> {
          double before = packets(UNKNOWN);
          net.ping(Family.V4, Lab.SERVER);
          return packets(UNKNOWN) > before;
        });
  }

  @ParameterizedTest
  @EnumSource
  void aMasqueradedFlowIsAnsweredAndItsServerSeesTheRouter(Family family) {
    masquerade();
    double translated = packets("KERNEL_NAT");

    assertThat(fetch(family, Lab.CLIENT)).isEqualTo("Hello " + seen(WAN, family));
    assertThat(net.ping(family, Lab.SERVER)).matches(Ping::allAnswered);
    assertThat(packets("KERNEL_NAT")).isGreaterThan(translated);
  }

  @ParameterizedTest
  @EnumSource
  void aFlowThatIsNotTranslatedKeepsItsAddressAndGoesFast(Family family) {
    masquerade();
    double fast = packets("FAST_FORWARD");

    assertThat(fetch(family, Lab.OTHER_CLIENT))
        .isEqualTo("Hello " + seen(Lab.OTHER_CLIENT, family));
    try (var download =
        Fetch.download(
            net.lab().client(),
            Lab.OTHER_CLIENT.in(family),
            Lab.SERVER.in(family),
            BYTES,
            Duration.ofSeconds(1))) {
      assertThat(download.completed(Duration.ofSeconds(20))).as(download.summary()).isTrue();
    }
    assertThat(packets("FAST_FORWARD")).isGreaterThan(fast);
  }

  @Test
  void withoutSuchRulesNobodyIsAsked() {
    masquerade();
    net.lab().router().run("nft", "delete", "table", "inet", "lab").orFail();
    Awaitility.await("the daemon has seen that the kernel translates no more")
        .until(() -> {
          double before = packets(UNKNOWN);
          net.ping(Family.V4, Lab.SERVER);
          return packets(UNKNOWN) == before;
        });

    assertThat(fetch(Family.V4, Lab.CLIENT)).isEqualTo("Hello " + Lab.CLIENT.v4());
  }

  private String fetch(Family family, Dual client) {
    return Fetch.page(net.lab().client(), client.in(family), Lab.SERVER.in(family))
        .orFail()
        .out()
        .strip();
  }

  /** As the server writes the address of who asks. */
  private static String seen(Dual place, Family family) {
    return InetAddress.ofLiteral(place.in(family)).getHostAddress();
  }

  private double packets(String reason) {
    return net.lab()
        .router()
        .run("curl", "-sf", "http://127.0.0.1:9640/metrics")
        .orFail()
        .out()
        .lines()
        .filter(
            line -> line.contains("reason=\"" + reason + "\"") && line.contains("packets_total"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
