package dev.waymark.controller.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real endpoint serves each metric of the list, and the page describes each. */
class EveryMetricIsServedTest {
  private final OperatorMetrics metrics = new OperatorMetrics("1.2.3", () -> 7);
  private @Nullable String ill;
  private @Nullable String unready;
  private OperatorServer server;

  @BeforeEach
  void open() throws IOException {
    metrics.leads(3);
    metrics.passFailed();
    metrics.removalsHeld(2);
    metrics.nodes(4, 1);
    metrics.resources(Map.of("RouteTable", Map.of("True", 5)));
    metrics.wrote("routetables/status", WriteResult.DONE);
    assertThat(metrics.timed("compile", () -> "done")).isEqualTo("done");
    server =
        OperatorServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            metrics,
            new OperatorServer.Health() {
              @Override
              public Optional<String> ill() {
                return Optional.ofNullable(ill);
              }

              @Override
              public Optional<String> unready() {
                return Optional.ofNullable(unready);
              }
            });
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void eachMetricHasItsNameItsHelpAndItsLabels() throws Exception {
    List<String> lines = get("/metrics").body().lines().toList();

    for (OperatorMetric metric : OperatorMetric.values()) {
      String series =
          metric.exposedName() + (metric.kind() == OperatorMetric.Kind.TIMER ? "_count" : "");
      assertThat(lines).contains("# HELP %s %s".formatted(metric.exposedName(), metric.help()));
      assertThat(lines)
          .filteredOn(line -> line.startsWith(series + " ") || line.startsWith(series + "{"))
          .as(series)
          .isNotEmpty()
          .allSatisfy(line ->
              assertThat(metric.labels()).allSatisfy(l -> assertThat(line).contains(l + "=\"")));
    }
    assertThat(lines)
        .contains(
            "waymark_operator_leader 1.0",
            "waymark_operator_epoch 3.0",
            "waymark_operator_slices 7.0",
            "waymark_operator_api_writes_total{resource=\"routetables/status\",result=\"done\"}"
                + " 1.0");
  }

  @Test
  void healthAndReadinessSayWhyNot() throws Exception {
    assertThat(get("/healthz").statusCode()).isEqualTo(200);
    assertThat(get("/readyz").statusCode()).isEqualTo(200);

    ill = "the pass is stuck";
    unready = "Nodes were not read yet";
    assertThat(get("/healthz").statusCode()).isEqualTo(503);
    assertThat(get("/healthz").body()).contains("stuck");
    assertThat(get("/readyz").statusCode()).isEqualTo(503);
    assertThat(get("/readyz").body()).contains("Nodes");
    assertThat(get("/").statusCode()).isEqualTo(404);
  }

  @Test
  void thePageDescribesEachOfThemAndNoOther() throws IOException {
    List<String> described = new ArrayList<>();
    for (String line : Files.readString(page(), UTF_8).lines().toList()) {
      if (line.startsWith("| `waymark_")) {
        described.add(line.substring(3, line.indexOf('`', 3)));
      }
    }
    List<String> listed = new ArrayList<>();
    for (OperatorMetric metric : OperatorMetric.values()) {
      listed.add(
          metric.exposedName()
              + (metric.labels().isEmpty() ? "" : "{" + String.join(",", metric.labels()) + "}"));
    }
    assertThat(described).containsExactlyElementsOf(listed);
  }

  private static Path page() {
    Path here = Path.of("METRICS.md");
    return Files.exists(here) ? here : Path.of("operator/controller/METRICS.md");
  }

  private HttpResponse<String> get(String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:%d%s".formatted(server.address().getPort(), path));
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
  }
}
