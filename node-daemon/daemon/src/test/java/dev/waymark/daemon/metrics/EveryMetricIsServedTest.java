package dev.waymark.daemon.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Prefix;
import dev.waymark.api.v1alpha1.ResourceStatus;
import dev.waymark.compiler.model.Owner;
import dev.waymark.daemon.counters.CounterName;
import dev.waymark.daemon.counters.PinnedCounts;
import dev.waymark.daemon.report.NodeReport;
import dev.waymark.daemon.report.NodeReport.AttachmentReport;
import dev.waymark.daemon.report.NodeReport.CapacityReport;
import dev.waymark.daemon.report.NodeReport.NodePhase;
import dev.waymark.daemon.report.NodeReport.ResourceReport;
import dev.waymark.daemon.report.NodeReport.SourceReport;
import dev.waymark.daemon.report.NodeReport.SourceState;
import dev.waymark.dataplane.KeptMap;
import dev.waymark.dataplane.layout.CountLayout;
import dev.waymark.dataplane.layout.Reason;
import dev.waymark.libbpf.BpfFs;
import dev.waymark.libbpf.BpfMap;
import dev.waymark.libbpf.MapType;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real endpoint serves each metric of the list, and the page describes each. */
@NeedsBpf
class EveryMetricIsServedTest {
  private static final Owner EDGE = Owner.of("RouteTable", "edge");
  private static final List<CounterName> NAMES =
      List.of(
          new CounterName.Rule("guests", "first"),
          new CounterName.NextHop("10.0.1.1", "wan-a"),
          new CounterName.Resource(EDGE),
          new CounterName.Route(254, Prefix.parse("198.51.100.0/24"), EDGE));

  @TempDir Path state;
  private final Path pin = Path.of("/sys/fs/bpf", "wm-metrics-" + ProcessHandle.current().pid());
  private final CommitLog commits = new CommitLog();
  private @Nullable NodeReport report;
  private MetricsServer server;

  @BeforeEach
  void open() throws IOException {
    BpfFs.ensureMounted(pin);
    pinned(KeptMap.REASONS, CountLayout.REASON_COUNT, Reason.FAST_FORWARD.code(), 5);
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < NAMES.size(); i++) {
      names.append("%d %s\n".formatted(i + 1, NAMES.get(i).text()));
    }
    Files.writeString(state.resolve("counters"), names + "past 100 6000 RouteTable edge\n");
    pinned(KeptMap.COUNTERS, CountLayout.COUNTERS_MAX, 4, 7);
    report = report(NodePhase.Stable, "Attached");
    commits.ended(CommitLog.Ending.Proven, Duration.ofMillis(30), Instant.EPOCH);
    server =
        MetricsServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            new NodeReadings(
                "1.2.3", () -> Optional.ofNullable(report), commits, new PinnedCounts(pin), state));
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    for (KeptMap each : KeptMap.values()) {
      Files.deleteIfExists(pin.resolve(each.pin()));
    }
    Files.deleteIfExists(pin);
  }

  @Test
  void eachMetricHasItsNameItsTypeAndItsLabels() throws Exception {
    List<String> lines = get("/metrics").body().lines().toList();

    for (NodeMetric metric : NodeMetric.values()) {
      String type = metric.kind() == NodeMetric.Kind.INFO ? "gauge" : metric.kind().name();
      assertThat(lines).contains("# HELP %s %s".formatted(metric.exposedName(), metric.help()));
      assertThat(lines)
          .anyMatch(
              line -> line.equalsIgnoreCase("# TYPE %s %s".formatted(metric.exposedName(), type)));
      String series =
          metric.exposedName() + (metric.kind() == NodeMetric.Kind.HISTOGRAM ? "_count" : "");
      assertThat(lines)
          .filteredOn(line -> line.startsWith(series + " ") || line.startsWith(series + "{"))
          .as(series)
          .isNotEmpty()
          .allSatisfy(line ->
              assertThat(metric.labels()).allSatisfy(l -> assertThat(line).contains(l + "=\"")));
    }
  }

  @Test
  void aResourcesSumHoldsItsRoutesAndItsPast() throws Exception {
    assertThat(get("/metrics").body().lines())
        .contains(
            "waymark_packets_total{reason=\"FAST_FORWARD\",verdict=\"FAST\"} 5.0",
            "waymark_route_packets_total{kind=\"RouteTable\",name=\"edge\","
                + "prefix=\"198.51.100.0/24\",table=\"254\"}"
                + " 7.0",
            "waymark_resource_packets_total{kind=\"RouteTable\",name=\"edge\",namespace=\"\"}"
                + " 107.0",
            "waymark_commit_duration_seconds_bucket{le=\"0.05\"} 1");
  }

  @Test
  void readinessSaysWhyNot() throws Exception {
    assertThat(get("/readyz").statusCode()).isEqualTo(200);

    report = report(NodePhase.RolledBack, "Attached");
    assertThat(get("/readyz").statusCode()).isEqualTo(503);
    assertThat(get("/readyz").body()).contains("RolledBack");

    report = report(NodePhase.Stable, "Failed");
    assertThat(get("/readyz").body()).contains("lan0", "in use");

    report = null;
    assertThat(get("/readyz").statusCode()).isEqualTo(503);
    assertThat(get("/healthz").statusCode()).isEqualTo(200);
    assertThat(get("/metrics").statusCode()).isEqualTo(200);
  }

  @Test
  void nothingElseIsServed() throws Exception {
    assertThat(get("/").statusCode()).isEqualTo(404);
    HttpRequest post =
        HttpRequest.newBuilder(uri("/metrics")).POST(HttpRequest.BodyPublishers.noBody()).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertThat(client.send(post, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
    }
  }

  @Test
  void thePageDescribesEachOfThemAndNoOther() throws IOException {
    List<String> described = new ArrayList<>();
    for (String line : Files.readString(Path.of("METRICS.md"), UTF_8).lines().toList()) {
      if (line.startsWith("| `waymark_")) {
        described.add(line.substring(3, line.indexOf('`', 3)));
      }
    }
    List<String> listed = new ArrayList<>();
    for (NodeMetric metric : NodeMetric.values()) {
      listed.add(
          metric.exposedName()
              + (metric.labels().isEmpty() ? "" : "{" + String.join(",", metric.labels()) + "}"));
    }
    assertThat(described).containsExactlyElementsOf(listed);
  }

  private HttpResponse<String> get(String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:%d%s".formatted(server.address().getPort(), path));
  }

  /** A map as a data plane pins it, in which one index has counted so many packets. */
  private void pinned(KeptMap which, int entries, int index, long packets) {
    try (BpfMap map =
        BpfMap.create(
            MapType.PERCPU_ARRAY, "wm_test", Integer.BYTES, CountLayout.BYTES, entries, 0)) {
      ByteBuffer key = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder());
      ByteBuffer value = ByteBuffer.allocate(map.lookupSize()).order(ByteOrder.nativeOrder());
      map.update(key.putInt(0, index), value.putLong(CountLayout.PACKETS, packets));
      map.pin(pin.resolve(which.pin()));
    }
  }

  private static NodeReport report(NodePhase phase, String actual) {
    return new NodeReport(
        "r1",
        new SourceReport("Git", "abc", SourceState.Current, null),
        "root",
        7,
        phase,
        List.of(new AttachmentReport("lan0", "Tcx", "Fast", "Attached", actual, "in use")),
        List.of(
            new ResourceReport(
                "waymark.dev/v1alpha1",
                "RouteTable",
                "",
                "edge",
                new ResourceStatus(1L, List.of(), null, List.of(), List.of()))),
        new CapacityReport(1 << 20, 1000, 3, 2, 1),
        List.of(),
        Map.of());
  }
}
