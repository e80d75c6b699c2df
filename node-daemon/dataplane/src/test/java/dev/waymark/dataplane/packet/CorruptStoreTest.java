package dev.waymark.dataplane.packet;

import static dev.waymark.dataplane.packet.Layers.eth;
import static dev.waymark.dataplane.packet.Layers.udp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.dataplane.reference.Bytes;
import dev.waymark.dataplane.reference.Config.Action;
import dev.waymark.dataplane.reference.Reason;
import dev.waymark.dataplane.reference.ReferencePath.Arrival;
import dev.waymark.dataplane.reference.ReferencePath.Link;
import dev.waymark.libbpf.MappedRegion;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * A store that holds something impossible is a bug of ours, and never a reason to lose a packet: it
 * goes on to the kernel, counted.
 */
@NeedsBpf
class CorruptStoreTest {
  private static final Scene SCENE =
      Scene.scene()
          .both(7, fam -> fam.net(2), fam -> Scene.via(Scene.hopA(fam), Scene.hopB(fam)))
          .both(7, fam -> fam.net(3), Scene::viaA)
          .rule(Action.LOOKUP, 7, (fam, match) -> match.to(fam.net(2), fam.net(3)));

  private static Arrival packet(Fam fam) {
    Bytes frame = Bytes.of(Layers.packet(eth(), fam.to(2), udp(7, 9)));
    return new Arrival(frame, Scene.LAN, Link.US, 0x80, 0);
  }

  @Test
  void whatIsImpossibleIsLeftToTheKernelAndCounted() {
    try (Wire wire = Wire.make("corrupt");
        Machine machine = Machine.open(wire)) {
      machine.publish(SCENE.done());
      try (MappedRegion store = machine.store()) {
        byte[] whole = store.getBytes(0, Math.toIntExact(store.size()));
        for (Fam fam : Fam.values()) {
          for (Damage.Way way : Damage.all()) {
            damaged(machine, store, fam, way);
            store.put(0, whole);
          }
        }
      }
    }
  }

  private static void damaged(Machine machine, MappedRegion store, Fam fam, Damage.Way way) {
    Arrival arrival = packet(fam);
    Damage damage = new Damage(store, machine.explain(arrival));
    assertThat(machine.live(arrival).returned()).isEqualTo(Reason.FAST_FORWARD.returned());
    way.how().accept(damage, fam == Fam.V4 ? 0 : 1);
    Machine.Totals before = machine.totals();
    Ran ran = machine.live(arrival);
    String name = way.name() + " " + fam;
    assertThat(machine.totals().reasonsSince(before))
        .as(name)
        .isEqualTo(Map.of(way.reason().number, 1L));
    assertThat(ran)
        .as(name)
        .isEqualTo(new Ran(way.reason().returned(), arrival.mark(), arrival.frame()));
  }

  @Test
  void noDamageMakesAPacketComeOutWrong() {
    long seed = Long.getLong("waymark.seed", System.nanoTime());
    System.out.printf("-Dwaymark.seed=%d%n", seed);
    SplittableRandom random = new SplittableRandom(seed);
    try (Wire wire = Wire.make("corrupt");
        Machine machine = Machine.open(wire)) {
      machine.publish(SCENE.done());
      int used = Math.toIntExact(machine.dataplane().capacity().usedBytes());
      try (MappedRegion store = machine.store()) {
        byte[] whole = store.getBytes(0, used);
        for (int i = 0; i < 20_000; i++) {
          Arrival arrival = packet(random.nextBoolean() ? Fam.V4 : Fam.V6);
          Damage damage = new Damage(store, machine.explain(arrival));
          for (int n = random.nextInt(8); n >= 0; n--) {
            damage.atRandom(random, used);
          }
          judge(machine.live(arrival), arrival);
          store.put(0, whole);
        }
      }
    }
  }

  /** Whatever was decided: its bytes are its own, or those that the Fast path makes of them. */
  private static void judge(Ran ran, Arrival arrival) {
    byte[] frame = arrival.frame().toArray();
    boolean v6 = frame[12] == (byte) 0x86;
    Fam fam = v6 ? Fam.V6 : Fam.V4;
    Bytes forwarded = Bytes.of(Layers.packet(eth(), fam.to(2).ttl(63), udp(7, 9)));
    switch (ran.returned()) {
      case -1, 2 -> assertThat(ran.packet()).isEqualTo(arrival.frame());
      case 7 -> assertThat(ran.packet()).isEqualTo(forwarded);
      default -> throw new AssertionError("the program returned " + ran.returned());
    }
  }

  @Test
  void beforeAnythingIsPublishedEveryPacketIsTheKernels() {
    try (Wire wire = Wire.make("corrupt");
        Machine machine = Machine.open(wire)) {
      for (Fam fam : Fam.values()) {
        Arrival arrival = packet(fam);
        assertThat(machine.live(arrival)).isEqualTo(new Ran(-1, 0x80, arrival.frame()));
      }
      assertThat(machine.totals().reasons().keySet())
          .containsExactly(Reason.PASS_NO_GENERATION.number);
    }
  }
}
