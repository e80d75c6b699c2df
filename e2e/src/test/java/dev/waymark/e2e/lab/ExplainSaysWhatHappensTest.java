package dev.waymark.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.api.net.Family;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of packet: explained, then really sent; the program counts it for the same reason. */
@NeedsBpf
class ExplainSaysWhatHappensTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class OnTheFastPath extends Contract {
    OnTheFastPath() {
      super("explain-fast", Settings.FAST, "FAST_FORWARD");
    }
  }

  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class OnTheKernelPath extends Contract {
    OnTheKernelPath() {
      super("explain-kernel", Settings.KERNEL, "KERNEL_FORWARD");
    }
  }

  /** A kind of packet: what ping is told, what explain is told, and what must come of it. */
  record Kind(
      String name,
      Family family,
      Dual to,
      List<String> ping,
      List<String> asked,
      String reason,
      boolean answered) {
    @Override
    public String toString() {
      return name + " " + family;
    }
  }

  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  abstract static class Contract {
    @AutoClose private final RoutedLab net;
    private final String forwarded;

    Contract(String purpose, Settings settings, String forwarded) {
      this.forwarded = forwarded;
      net = ExplainedRouter.serving(purpose, settings);
    }

    Stream<Kind> kinds() {
      boolean fast = forwarded.startsWith("FAST");
      List<Kind> kinds = new ArrayList<>();
      for (Family family : Family.values()) {
        String ttl = fast ? "KERNEL_TTL" : forwarded;
        kinds.add(
            new Kind(
                "forwarded",
                family,
                Lab.SERVER,
                List.of(),
                List.of("--size", "84"),
                forwarded,
                true));
        kinds.add(
            new Kind(
                "at its last hop",
                family,
                Lab.SERVER,
                List.of("-t", "1"),
                List.of("--ttl", "1"),
                ttl,
                false));
        kinds.add(
            new Kind(
                "into a hole",
                family,
                ExplainedRouter.HOLE,
                List.of(),
                List.of(),
                "DROP_BLACKHOLE",
                false));
        kinds.add(
            new Kind(
                "to the router",
                family,
                Lab.ROUTER,
                List.of(),
                List.of(),
                "PASS_OWN_ADDRESS",
                true));
        kinds.add(
            new Kind(
                "to a subnet of the router's",
                family,
                Lab.NEIGHBOUR,
                List.of(),
                List.of(),
                "PASS_KERNEL_ROUTE",
                true));
        kinds.add(
            new Kind(
                "to where nothing leads",
                family,
                ExplainedRouter.NOWHERE,
                List.of(),
                List.of(),
                "PASS_NO_ROUTE",
                false));
      }
      return kinds.stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void thePacketDoesWhatExplainSaid(Kind kind) throws Exception {
      String from = Lab.CLIENT.in(kind.family());
      String to = kind.to().in(kind.family());
      JsonNode told = explain(kind, "--from", from, "--to", to);
      assertThat(told.path("reason").asText()).as(told.toPrettyString()).isEqualTo(kind.reason());

      double before = counted(kind.reason());
      boolean answered = ping(kind, from, to);

      assertThat(answered).as(kind.toString()).isEqualTo(kind.answered());
      assertThat(counted(kind.reason())).isGreaterThan(before);
    }

    private JsonNode explain(Kind kind, String... question) throws Exception {
      List<String> words = new ArrayList<>(List.of(question));
      words.addAll(kind.asked());
      words.addAll(List.of("-o", "json"));
      Output output = net.daemon().run("explain", words.toArray(String[]::new));
      assertThat(output.exit())
          .as(output.text())
          .isEqualTo(kind.reason().equals("PASS_NO_ROUTE") ? 1 : 0);
      return JSON.readTree(output.out());
    }

    private boolean ping(Kind kind, String from, String to) {
      List<String> words =
          new ArrayList<>(List.of("ping", "-n", "-q", "-c", "1", "-W", "1", "-I", from));
      words.addAll(kind.ping());
      words.add(to);
      return net.lab().client().run(words.toArray(String[]::new)).exit() == 0;
    }

    /** Packets of this reason so far, as the daemon's metrics tell them. */
    private double counted(String reason) {
      String series = "waymark_packets_total{reason=\"" + reason + "\",";
      return net
          .lab()
          .router()
          .run("curl", "-sf", "http://127.0.0.1:9640/metrics")
          .orFail()
          .lines()
          .stream()
          .filter(line -> line.startsWith(series))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
          .findFirst()
          .orElse(0);
    }
  }
}
