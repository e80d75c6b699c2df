package dev.waymark.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.api.net.Family;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.e2e.lab.node.Status;
import dev.waymark.e2e.lab.traffic.Ping;
import dev.waymark.libbpf.link.XdpLink;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A router whose interface has both hooks: what its rules drop never comes as far as TCX, what they
 * do not goes on, and the second hook comes, stays and goes as the first does.
 */
@NeedsBpf
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DroppedInTheDriverTest {
  @AutoClose
  private final RoutedLab net = RoutedLab.serving("xdp", Settings.FAST.withXdp(), "rules");

  /** The packet that the rule no-way-in drops. */
  private Ping dropped() {
    return Ping.from(net.lab().client())
        .as(Lab.OTHER_CLIENT.v4())
        .to(Lab.OTHER_SERVER.in(Family.V4));
  }

  @Test
  void aDroppedPacketIsCountedByTheDriverAndByItsRule() {
    double rule = metric("waymark_rule_packets_total{policy=\"guests\",rule=\"no-way-in\"");
    double reason = metric("waymark_packets_total{reason=\"DROP_RULE\"");
    long driver = droppedByTheDriver();

    assertThat(dropped().answered()).isZero();

    long more = droppedByTheDriver() - driver;
    assertThat(more).isPositive();
    assertThat(metric("waymark_rule_packets_total{policy=\"guests\",rule=\"no-way-in\"") - rule)
        .isEqualTo((double) more);
    assertThat(metric("waymark_packets_total{reason=\"DROP_RULE\"") - reason)
        .isEqualTo((double) more);
  }

  @Test
  void whatNoRuleDropsIsForwardedAsBefore() {
    long driver = droppedByTheDriver();
    for (Family family : Family.values()) {
      assertThat(net.ping(family, Lab.SERVER)).matches(Ping::allAnswered);
      assertThat(net.ping(family, Lab.ROUTER)).matches(Ping::allAnswered);
    }
    assertThat(droppedByTheDriver()).isEqualTo(driver);
  }

  @Test
  void explainSaysThatItIsDroppedThere() {
    Output told =
        net.daemon().run("explain", "--from", "10.1.2.2", "--to", "203.0.113.10", "--in", "lan0");
    assertThat(told.out()).contains("no-way-in", "in the driver, at XDP");
    Output forwarded = net.daemon().run("explain", "--from", "10.1.1.2", "--to", "198.51.100.10");
    assertThat(forwarded.out()).doesNotContain("XDP");
  }

  @Test
  void aDaemonThatDiesLeavesItAndTheNextOneTakesItOver() {
    int link = link();
    net.daemon().kill();
    long driver = droppedByTheDriver();
    assertThat(dropped().answered()).isZero();
    assertThat(droppedByTheDriver()).as("without a daemon").isGreaterThan(driver);

    net.daemon().start();
    net.daemon().awaitServing();
    assertThat(link()).isEqualTo(link);
    long again = droppedByTheDriver();
    assertThat(dropped().answered()).isZero();
    assertThat(droppedByTheDriver()).isGreaterThan(again);
  }

  @Test
  void itIsPutBackWhenSomebodyDetachesIt() {
    try (XdpLink link = XdpLink.openPinned(pin())) {
      link.detach();
    }
    net.awaitDrifted("main", "the program was detached from lan0");
    net.daemon()
        .await(
            "it is attached again",
            status -> actual(status, "lan0").equals(Optional.of("Attached")));
    long driver = droppedByTheDriver();
    assertThat(dropped().answered()).isZero();
    assertThat(droppedByTheDriver()).isGreaterThan(driver);
    net.awaitCalm("main");
  }

  @Test
  void anInterfaceWhoseDriverHasNoneIsSaidAndServedByTcxAlone() {
    net.lab().router().ip("link add lan9 link wan-b type macvlan", "link set lan9 up");
    try {
      Status status =
          net.daemon()
              .await("lan9 is refused", now -> actual(now, "lan9").equals(Optional.of("Refused")));
      assertThat(row(status, "lan9", "Xdp").orElseThrow().path("reason").asText())
          .contains("no XDP", "TCX enforces the same");
      assertThat(row(status, "lan9", "Tcx").orElseThrow().path("actual").asText())
          .isEqualTo("Attached");
    } finally {
      net.lab().router().ip("link delete lan9");
    }
  }

  private static Optional<String> actual(Status status, String name) {
    return row(status, name, "Xdp").map(row -> row.path("actual").asText());
  }

  private static Optional<JsonNode> row(Status status, String name, String hook) {
    return status.attachments().stream()
        .filter(row -> row.path("interface").asText().equals(name))
        .filter(row -> row.path("hook").asText().equals(hook))
        .findFirst();
  }

  private Path pin() {
    return net.lab().pins().resolve("xdp").resolve("lan0");
  }

  private int link() {
    try (XdpLink link = XdpLink.openPinned(pin())) {
      return link.info().id();
    }
  }

  /** As veth counts them. */
  private long droppedByTheDriver() {
    return net.lab().router().run("ethtool", "-S", "lan0").orFail().lines().stream()
        .map(String::strip)
        .filter(line -> line.matches("rx_queue_\\d+_xdp_drops: .*"))
        .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
        .sum();
  }

  private double metric(String series) {
    return net
        .lab()
        .router()
        .run("curl", "-sf", "http://127.0.0.1:9640/metrics")
        .orFail()
        .lines()
        .stream()
        .filter(line -> line.startsWith(series))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
