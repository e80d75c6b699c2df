package dev.waymark.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Family;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.e2e.lab.traffic.Ping;
import dev.waymark.libbpf.testing.NeedsBpf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A bucket that runs empty at 8 bits a second has room for one more packet after more than a
 * minute: so what passes is its depth, to the packet, however long the test takes.
 */
@NeedsBpf
class ALimitLetsItsBurstThroughTest {
  private static final int BURST = 50;
  private static final int SENT = 80;

  /** 56 bytes of ping's and its header. */
  private static final int ECHO = 64;

  @ParameterizedTest
  @EnumSource
  void oneForAllThatARuleMatches(Family family) {
    try (var net = limited("Rule", family)) {
      assertThat(echoes(net, family, Lab.CLIENT)).isEqualTo(BURST);
      assertThat(echoes(net, family, Lab.OTHER_CLIENT)).as("of another source").isZero();
      assertThat(dropped(net)).isEqualTo(2L * SENT - BURST);
    }
  }

  @ParameterizedTest
  @EnumSource
  void oneForEachSource(Family family) {
    try (var net = limited("Source", family)) {
      assertThat(echoes(net, family, Lab.CLIENT)).isEqualTo(BURST);
      assertThat(echoes(net, family, Lab.OTHER_CLIENT)).as("of another source").isEqualTo(BURST);
      assertThat(dropped(net)).isEqualTo(2L * (SENT - BURST));
    }
  }

  private static int echoes(RoutedLab net, Family family, Dual from) {
    Ping ping =
        Ping.from(net.lab().client()).as(from.in(family)).requests(SENT).to(Lab.SERVER.in(family));
    assertThat(ping.sent()).isEqualTo(SENT);
    return ping.answered();
  }

  private static RoutedLab limited(String per, Family family) {
    RoutedLab net = RoutedLab.serving("limit", Settings.FAST, "static-routes");
    try {
      int bits = 8 * (ECHO + (family == Family.V4 ? 20 : 40));
      net.repository()
          .write(
              "limit.yaml",
              """
              apiVersion: waymark.dev/v1alpha1
              kind: RoutingPolicy
              metadata: {name: limit}
              spec:
                priority: 100
                nodeSelector: {}
                rules:
                - name: echoes
                  match: {protocol: %s}
                  limit: {bitsPerSecond: 8, burst: %d, per: %s}
                  action: {type: Lookup, tableId: 254}
              """
                  .formatted(family == Family.V4 ? "Icmp" : "Icmpv6", BURST * bits, per));
      net.daemon().awaitServing(net.repository().commit("A limit"));
      return net;
    } catch (RuntimeException | AssertionError e) {
      net.close();
      throw e;
    }
  }

  private static long dropped(RoutedLab net) {
    return net
        .lab()
        .router()
        .run("curl", "-sf", "http://127.0.0.1:9640/metrics")
        .orFail()
        .lines()
        .stream()
        .filter(line -> line.startsWith("waymark_packets_total{reason=\"DROP_LIMIT\""))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
