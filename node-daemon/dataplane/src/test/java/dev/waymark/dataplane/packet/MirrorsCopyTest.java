package dev.waymark.dataplane.packet;

import static dev.waymark.dataplane.packet.Layers.eth;
import static dev.waymark.dataplane.packet.Layers.payload;
import static dev.waymark.dataplane.packet.Layers.udp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.dataplane.classifier.Effects;
import dev.waymark.dataplane.classifier.Match;
import dev.waymark.dataplane.classifier.Mirror;
import dev.waymark.dataplane.classifier.Rule;
import dev.waymark.dataplane.commit.Commit;
import dev.waymark.dataplane.layout.Family;
import dev.waymark.dataplane.layout.RuleAction;
import dev.waymark.dataplane.reference.Bytes;
import dev.waymark.dataplane.reference.ReferencePath.Arrival;
import dev.waymark.dataplane.reference.ReferencePath.Link;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Copies arrive at the other end of the interface that a rule mirrors to, as long as they came. */
@NeedsBpf
class MirrorsCopyTest {
  private static final int PACKETS = 4000;
  private static final byte[] FRAME = Layers.packet(eth(), Fam.V4.to(2), udp(7, 9), payload(100));

  @Test
  void ofEveryPacket() {
    Received received = mirrored(1, Scene.WAN_B);
    assertThat(received).isEqualTo(new Received(PACKETS, (long) PACKETS * FRAME.length));
  }

  /** By chance: ten times the standard deviation either way. */
  @Test
  void ofOneInFour() {
    Received received = mirrored(4, Scene.WAN_B);
    assertThat(received.packets()).isBetween(PACKETS / 4 - 280L, PACKETS / 4 + 280L);
  }

  @Test
  void neverBackOutOfTheInterfaceThatItCameInBy() {
    assertThat(mirrored(1, Scene.LAN_KERNEL).packets()).isZero();
  }

  private record Received(long packets, long bytes) {}

  private static Received mirrored(int oneIn, int ifindex) {
    try (Wire wire = Wire.make("mirror");
        Machine machine = Machine.open(wire)) {
      machine.publish(Scene.scene().done());
      Commit commit = machine.dataplane().begin();
      Effects copies = new Effects(46, null, null, new Mirror(ifindex, oneIn));
      commit.rules(
          Family.V4, List.of(new Rule(RuleAction.DROP, 0, 0, 1, Match.ANY).withEffects(copies)));
      machine.dataplane().publish(commit, new byte[32]);
      machine.dataplane().confirm();
      String name = ifindex == Scene.WAN_B ? "wan-b" : "lan-kernel";
      String other = name + "-end";
      wire.quiet(name);
      Received before = received(wire, other);
      machine.repeat(new Arrival(Bytes.of(FRAME), Scene.LAN_KERNEL, Link.US, 0, 0), PACKETS);
      settled(wire, other);
      Received after = received(wire, other);
      return new Received(after.packets() - before.packets(), after.bytes() - before.bytes());
    }
  }

  /** Until what is on its way has arrived: the same twice in a row. */
  private static void settled(Wire wire, String device) {
    Received[] last = {received(wire, device)};
    Awaitility.await()
        .pollInterval(Duration.ofMillis(100))
        .until(() -> {
          Received now = received(wire, device);
          boolean same = now.equals(last[0]);
          last[0] = now;
          return same;
        });
  }

  /** The kernel's own count of what a device received. */
  private static Received received(Wire wire, String device) {
    String line =
        wire.call(() -> devices()).stream()
            .map(String::strip)
            .filter(each -> each.startsWith(device + ":"))
            .findFirst()
            .orElseThrow();
    String[] words = line.substring(device.length() + 1).strip().split(" +", -1);
    return new Received(Long.parseLong(words[1]), Long.parseLong(words[0]));
  }

  private static List<String> devices() throws IOException {
    return Files.readAllLines(Path.of("/proc/thread-self/net/dev"));
  }
}
