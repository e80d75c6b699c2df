package dev.waymark.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.api.net.Family;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.e2e.lab.traffic.Ping;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a monitoring system and a person at the terminal see of real packets. */
@NeedsBpf
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetricsAndEventsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ROUTE =
      "waymark_route_packets_total{kind=\"RouteTable\",name=\"edge\","
          + "prefix=\"198.51.100.0/24\",table=\"254\"}";
  private static final String RESOURCE =
      "waymark_resource_packets_total{kind=\"RouteTable\",name=\"edge\",namespace=\"\"}";

  @AutoClose
  private final RoutedLab net = RoutedLab.serving("metrics", Settings.FAST, "static-routes");

  @Test
  void aRoutesCounterOutlivesADaemonThatWasKilled() {
    assertThat(net.ping(Family.V4, Lab.SERVER)).matches(Ping::allAnswered);
    double before = metric(ROUTE);
    assertThat(before).isPositive();

    net.daemon().kill();
    net.daemon().start();
    net.daemon().awaitServing();
    Awaitility.await("it serves again").atMost(PATIENCE).until(() -> get("readyz").exit() == 0);

    assertThat(metric(ROUTE)).isEqualTo(before);
    assertThat(net.ping(Family.V4, Lab.SERVER)).matches(Ping::allAnswered);
    assertThat(metric(ROUTE)).isGreaterThan(before);
    assertThat(metric(RESOURCE)).isGreaterThanOrEqualTo(metric(ROUTE));
    assertThat(metric("waymark_generation")).isPositive();
    assertThat(get("healthz").out()).isEqualTo("ok\n");
  }

  @Test
  void eventsTellPacketsByNameAndEndWithTheirReader() throws Exception {
    try (Background events =
        net.lab()
            .router()
            .start(net.daemon().command("events", "--sample", "1/1", "--count", "2"))) {
      Awaitility.await("two packets are told")
          .atMost(PATIENCE)
          .until(() -> {
            net.ping(Family.V6, Lab.SERVER);
            return !events.alive();
          });

      List<String> lines = events.text().lines().filter(l -> l.startsWith("{")).toList();
      assertThat(lines).hasSize(2);
      JsonNode first =
          lines.stream()
              .map(MetricsAndEventsTest::parse)
              .filter(e -> e.path("reason").asText().equals("FAST_FORWARD"))
              .findFirst()
              .orElseThrow();
      assertThat(first.path("from").asText()).isEqualTo(Lab.CLIENT.in(Family.V6));
      assertThat(first.path("to").asText()).isEqualTo(Lab.SERVER.in(Family.V6));
      assertThat(first.path("interface").asText()).isEqualTo("lan0");
      assertThat(first.path("output").asText()).isEqualTo("wan-a");
      assertThat(first.path("protocol").asText()).isEqualTo("Icmpv6");
      assertThat(first.path("route").asText()).contains("RouteTable edge");
      assertThat(first.path("nextHop").asText()).contains(Lab.PROVIDER_A.in(Family.V6));
      assertThat(events.text()).contains("2 told; not told: 0 drops");
    }
  }

  @Test
  void thereIsOneReaderAtATime() {
    try (Background first =
        net.lab().router().start(net.daemon().command("events", "--sample", "0"))) {
      Path lock = net.lab().directory().resolve("run").resolve("events.lock");
      Awaitility.await("the first reads")
          .atMost(PATIENCE)
          .until(
              () -> Files.exists(lock) && Files.readString(lock).strip().equals("" + first.pid()));

      Output second = net.daemon().run("events", "--count", "0");
      assertThat(second.exit()).as(second.text()).isEqualTo(3);
      assertThat(second.text()).contains("process " + first.pid());
    }
    assertThat(net.daemon().run("events", "--count", "0").exit()).isZero();
  }

  private double metric(String series) {
    return get("metrics")
        .orFail()
        .out()
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .findFirst()
        .orElse(Double.NaN);
  }

  private Output get(String path) {
    return net.lab().router().run("curl", "-sf", "http://127.0.0.1:9640/" + path);
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException(line, e);
    }
  }
}
