package dev.waymark.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.api.net.Family;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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
    private static final Dual HOLE = new Dual("203.0.113.66", "2001:db8:200::66");
    private static final Dual NOWHERE = new Dual("192.0.2.1", "2001:db8:dead::1");

    @AutoClose private final RoutedLab net;
    private final String forwarded;

    Contract(String purpose, Settings settings, String forwarded) {
      this.forwarded = forwarded;
      net = RoutedLab.serving(purpose, settings, "static-routes");
      net.repository().write("guests.yaml", GUESTS);
      net.daemon().awaitServing(net.repository().commit("A rule and a hole"));
    }

    private static final String GUESTS =
        """
        apiVersion: waymark.dev/v1alpha1
        kind: RoutingPolicy
        metadata: {name: guests}
        spec:
          priority: 100
          nodeSelector: {}
          rules:
          - name: hole
            match: {to: [203.0.113.66/32, "2001:db8:200::66/128"]}
            action: {type: Lookup, tableId: 100}
        ---
        apiVersion: waymark.dev/v1alpha1
        kind: RouteTable
        metadata: {name: hole}
        spec:
          tableId: 100
          nodeSelector: {}
          routes:
          - {to: 203.0.113.64/26, type: Blackhole}
          - {to: "2001:db8:200::/64", type: Blackhole}
        """;

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
            new Kind("into a hole", family, HOLE, List.of(), List.of(), "DROP_BLACKHOLE", false));
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
                NOWHERE,
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

    @ParameterizedTest
    @EnumSource
    void theStoryNamesRulePrefixNextHopResourceAndCommit(Family family) throws Exception {
      String from = Lab.CLIENT.in(family);
      JsonNode hole =
          JSON.readTree(
              net.daemon()
                  .run("explain", "-o", "json", "--from", from, "--to", HOLE.in(family))
                  .out());
      assertThat(hole.at("/rule/policy").asText()).isEqualTo("guests");
      assertThat(hole.at("/rule/name").asText()).isEqualTo("hole");
      assertThat(hole.at("/rule/priority").asInt()).isEqualTo(100);
      assertThat(hole.at("/route/table").asInt()).isEqualTo(100);
      assertThat(hole.at("/route/prefix").asText()).isIn("203.0.113.64/26", "2001:db8:200::/64");
      assertThat(hole.at("/route/resource").asText()).isEqualTo("RouteTable hole");
      assertThat(hole.has("out")).isFalse();

      Output text =
          net.daemon()
              .run(
                  "explain",
                  "--from",
                  from,
                  "--to",
                  Lab.SERVER.in(family),
                  "--proto",
                  "tcp",
                  "--dport",
                  "443",
                  "--hex");
      assertThat(text.exit()).as(text.text()).isZero();
      assertThat(text.out())
          .contains("RouteTable edge: via " + Lab.PROVIDER_A.in(family))
          .contains(Lab.PROVIDER_A.in(family) + " dev wan-a, the only one")
          .contains("commit " + net.repository().head().substring(0, 12))
          .contains("in by lan0")
          .contains(forwarded.startsWith("FAST") ? "TTL 63" : "TTL 64")
          .doesNotContain("note");
    }

    @ParameterizedTest
    @EnumSource
    void thePacketThatGoesOnIsExplainedAgainFromACapture(Family family) throws Exception {
      String[] question = {
        "--from", Lab.CLIENT.in(family), "--to", Lab.SERVER.in(family), "--hex", "-o", "json"
      };
      JsonNode once = JSON.readTree(net.daemon().run("explain", question).out());
      byte[] frame = HexFormat.of().parseHex(once.at("/out/hex").asText());
      Path capture = net.lab().directory().resolve("capture-" + family);
      Files.write(capture, pcap(frame));

      Output told =
          net.daemon().run("explain", "--in", "lan0", "--pcap", capture.toString(), "-o", "json");

      JsonNode again = JSON.readTree(told.out()).get(0);
      assertThat(again.at("/packet/ttl").asInt()).isEqualTo(once.at("/out/packet/ttl").asInt());
      assertThat(again.path("reason").asText()).as(told.text()).isEqualTo(forwarded);
      assertThat(again.path("route")).isEqualTo(once.path("route"));
    }

    /** A capture of one Ethernet frame. */
    private static byte[] pcap(byte[] frame) {
      return ByteBuffer.allocate(40 + frame.length)
          .putInt(0xa1b2c3d4)
          .putInt(0x00020004)
          .putLong(0)
          .putInt(65535)
          .putInt(1)
          .putLong(0)
          .putInt(frame.length)
          .putInt(frame.length)
          .put(frame)
          .array();
    }

    @Test
    void withoutTheDaemonItIsSaidAllTheSame() {
      net.daemon().stop();
      try {
        Output told =
            net.daemon()
                .run(
                    "explain",
                    "--from",
                    Lab.CLIENT.in(Family.V4),
                    "--to",
                    Lab.SERVER.in(Family.V4));
        assertThat(told.exit()).as(told.text()).isZero();
        assertThat(told.out()).contains("198.51.100.0/24", "RouteTable edge");
      } finally {
        net.daemon().start();
        net.daemon().awaitServing();
      }
    }

    @Test
    void aQuestionThatMakesNoSenseIsAnsweredWithTwoAndNoRouteWithOne() {
      String client = Lab.CLIENT.in(Family.V4);
      assertThat(net.daemon().run("explain", "--from", client).exit()).isEqualTo(2);
      assertThat(net.daemon().run("explain", "--from", client, "--to", "::1").exit()).isEqualTo(2);
      Output uid =
          net.daemon().run("explain", "--from", client, "--to", "198.51.100.10", "--uid", "7");
      assertThat(uid.exit()).isEqualTo(2);
      assertThat(uid.text()).contains("not served yet").doesNotContain("\tat ");
      assertThat(
              net.daemon().run("explain", "--from", client, "--to", NOWHERE.in(Family.V4)).exit())
          .isEqualTo(1);
      Output unattached =
          net.daemon().run("explain", "--from", client, "--to", "198.51.100.10", "--in", "wan-a");
      assertThat(unattached.exit()).isEqualTo(1);
      assertThat(unattached.out()).contains("PASS_NOT_ATTACHED");
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
