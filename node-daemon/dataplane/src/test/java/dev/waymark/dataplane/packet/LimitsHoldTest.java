package dev.waymark.dataplane.packet;

import static dev.waymark.dataplane.packet.Layers.eth;
import static dev.waymark.dataplane.packet.Layers.payload;
import static dev.waymark.dataplane.packet.Layers.udp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.dataplane.reference.Bytes;
import dev.waymark.dataplane.reference.Config.Action;
import dev.waymark.dataplane.reference.Effects.Cap;
import dev.waymark.dataplane.reference.Reason;
import dev.waymark.dataplane.reference.ReferencePath.Arrival;
import dev.waymark.dataplane.reference.ReferencePath.Link;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What passes a limit: at least the burst, and at most the burst and what the rate lets through in
 * the time that the packets took, which is measured around them.
 */
@NeedsBpf
class LimitsHoldTest {
  private static final int PACKETS = 20_000;
  private static final int PAYLOAD = 72;

  private static @Nullable Wire wire;
  private static @Nullable Machine opened;
  private static int rules;

  @BeforeAll
  static void open() {
    wire = Wire.make("limits");
    opened = Machine.open(wire);
  }

  @AfterAll
  static void close() {
    if (opened != null) {
      opened.close();
    }
    if (wire != null) {
      wire.close();
    }
  }

  /** So that each test has a bucket that nobody used. */
  @BeforeEach
  void oneRuleMore() {
    rules++;
  }

  private static Machine machine() {
    return Objects.requireNonNull(opened);
  }

  /** The rules that never match come first, so that this one's counter is its own. */
  private static void publish(Cap cap) {
    Scene scene = Scene.scene();
    for (int i = 0; i < rules; i++) {
      scene.rule(Action.DROP, 0, (fam, draft) -> draft.to(fam.net(99)));
    }
    machine().publish(scene.rule(Action.PASS, 0, (fam, draft) -> draft.limit(cap)).done());
  }

  private static Arrival from(Fam fam, int host) {
    Ip ip = Layers.ip(fam.host(Scene.CLIENTS, host), fam.host(2, 7));
    byte[] frame = Layers.packet(eth(), ip, udp(7, 9), payload(PAYLOAD));
    return new Arrival(Bytes.of(frame), Scene.LAN_KERNEL, Link.US, 0, 0);
  }

  /** Sends packets: what passed, and the most that the rate allowed meanwhile. */
  private static Passed send(Arrival arrival, int packets, double aSecond) {
    long before = machine().packets(Reason.PASS_RULE);
    long dropped = machine().packets(Reason.DROP_LIMIT);
    long start = System.nanoTime();
    machine().repeat(arrival, packets);
    double seconds = (System.nanoTime() - start) / 1e9;
    long passed = machine().packets(Reason.PASS_RULE) - before;
    assertThat(machine().packets(Reason.DROP_LIMIT) - dropped).isEqualTo(packets - passed);
    return new Passed(passed, aSecond * seconds + 1);
  }

  private record Passed(double packets, double byRate) {}

  @Test
  void theBurstPassesAtOnceAndThenWhatTheRateAllows() {
    publish(new Cap(false, 1, 100, false));
    Passed passed = send(from(Fam.V4, 5), PACKETS, 1);
    assertThat(passed.packets()).isBetween(100.0, 100 + passed.byRate());
  }

  @Test
  void aRateLetsThroughWhatItSays() {
    publish(new Cap(false, 100_000, 10, false));
    Passed passed = send(from(Fam.V6, 5), 200_000, 100_000);
    assertThat(passed.packets()).isBetween(10.0, 10 + passed.byRate());
  }

  @Test
  void bitsAreThoseOfIp() {
    int bits = 8 * (Fam.V4.header() + 8 + PAYLOAD);
    publish(new Cap(true, bits, 51L * bits - 1, false));
    Passed passed = send(from(Fam.V4, 5), PACKETS, 1);
    assertThat(passed.packets()).isBetween(50.0, 51 + passed.byRate());
  }

  @Test
  void eachSourceHasItsOwn() {
    publish(new Cap(false, 1, 100, true));
    for (int host = 1; host <= 3; host++) {
      for (Fam fam : Fam.values()) {
        Passed passed = send(from(fam, host), PACKETS, 1);
        assertThat(passed.packets()).isBetween(100.0, 100 + passed.byRate());
      }
    }
    Passed again = send(from(Fam.V4, 1), 50, 1);
    assertThat(again.packets()).as("of a source that used it up").isLessThan(50);
  }

  @Test
  void allSourcesShareOneOtherwise() {
    publish(new Cap(false, 1, 1000, false));
    send(from(Fam.V4, 1), PACKETS, 1);
    Passed second = send(from(Fam.V6, 2), PACKETS, 1);
    assertThat(second.packets()).isLessThan(1000);
  }

  @Test
  void anotherGenerationGoesOnWithTheSameBucket() {
    publish(new Cap(false, 1, 1000, false));
    send(from(Fam.V4, 1), PACKETS, 1);
    publish(new Cap(false, 1, 900, false));
    Passed after = send(from(Fam.V4, 1), PACKETS, 1);
    assertThat(after.packets()).isLessThan(900);
  }

  @Test
  void aPacketThatTheKernelJoinedCountsAsThoseItCameFrom() {
    publish(new Cap(false, 1, 1000, false));
    Arrival one = from(Fam.V4, 5);
    Arrival joined = new Arrival(one.frame(), one.ifindex(), one.link(), one.mark(), PAYLOAD / 4);
    long before = machine().packets(Reason.PASS_RULE);
    long start = System.nanoTime();
    for (int i = 0; i < 1000; i++) {
      machine().live(joined);
    }
    double byRate = (System.nanoTime() - start) / 1e9 + 1;
    double passed = machine().packets(Reason.PASS_RULE) - before;
    assertThat(passed * joined.packets()).isBetween(1000.0 - joined.packets(), 1000 + byRate);
  }

  @Test
  void explainingChargesNothing() {
    publish(new Cap(false, 1, 1000, false));
    Arrival arrival = from(Fam.V4, 5);
    long before = machine().packets(Reason.PASS_RULE);
    machine().repeat(arrival, 1);
    for (int i = 0; i < 1000; i++) {
      assertThat(machine().explain(arrival).reason().name()).isEqualTo("PASS_RULE");
    }
    Passed rest = send(arrival, PACKETS, 1);
    assertThat(rest.packets()).isGreaterThanOrEqualTo(999);
    assertThat(machine().packets(Reason.PASS_RULE) - before).isGreaterThanOrEqualTo(1000);
  }

  @Test
  void severalCpusShareOneBucket() throws InterruptedException {
    publish(new Cap(false, 1, 1000, false));
    double before = machine().packets(Reason.PASS_RULE);
    long start = System.nanoTime();
    Runnable sender = () -> machine().repeat(from(Fam.V4, 5), PACKETS);
    Thread other = Thread.ofPlatform().name("other-cpu").start(sender);
    sender.run();
    other.join();
    double seconds = (System.nanoTime() - start) / 1e9;
    assertThat(machine().packets(Reason.PASS_RULE) - before).isBetween(1000.0, 1001 + seconds);
  }
}
