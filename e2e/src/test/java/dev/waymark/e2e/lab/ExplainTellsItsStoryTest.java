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
import java.util.HexFormat;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What explain prints for people and programs, and how it answers what it cannot. */
@NeedsBpf
class ExplainTellsItsStoryTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class OnTheFastPath extends Contract {
    OnTheFastPath() {
      super("story-fast", Settings.FAST, "FAST_FORWARD");
    }
  }

  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class OnTheKernelPath extends Contract {
    OnTheKernelPath() {
      super("story-kernel", Settings.KERNEL, "KERNEL_FORWARD");
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

    @ParameterizedTest
    @EnumSource
    void theStoryNamesRulePrefixNextHopResourceAndCommit(Family family) throws Exception {
      String from = Lab.CLIENT.in(family);
      JsonNode hole =
          JSON.readTree(
              net.daemon()
                  .run(
                      "explain",
                      "-o",
                      "json",
                      "--from",
                      from,
                      "--to",
                      ExplainedRouter.HOLE.in(family))
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
              net.daemon()
                  .run("explain", "--from", client, "--to", ExplainedRouter.NOWHERE.in(Family.V4))
                  .exit())
          .isEqualTo(1);
      Output unattached =
          net.daemon().run("explain", "--from", client, "--to", "198.51.100.10", "--in", "wan-a");
      assertThat(unattached.exit()).isEqualTo(1);
      assertThat(unattached.out()).contains("PASS_NOT_ATTACHED");
    }
  }
}
