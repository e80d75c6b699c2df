package dev.waymark.dataplane.packet;

import static dev.waymark.dataplane.packet.Layers.eth;
import static dev.waymark.dataplane.packet.Layers.udp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.dataplane.reference.Bytes;
import dev.waymark.dataplane.reference.Config.Hop;
import dev.waymark.dataplane.reference.Config.NextHop;
import dev.waymark.dataplane.reference.Config.Route;
import dev.waymark.dataplane.reference.Config.RouteKind;
import dev.waymark.dataplane.reference.ReferencePath.Arrival;
import dev.waymark.dataplane.reference.ReferencePath.Link;
import dev.waymark.libbpf.MappedRegion;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Whatever is damaged in the store of a Multicast route: the packet itself goes on as it came, and
 * what is copied is the packet, with one less in its TTL.
 */
@NeedsBpf
class CorruptOutputsTest {
  private static final int ATTEMPTS = 10_000;
  private static final Ip TO = Layers.ip(Fam.V4.host(1, 5), "239.1.2.3");

  @Test
  void noDamageMakesACopyThatIsNotThePacket() {
    long seed = Long.getLong("waymark.seed", System.nanoTime());
    System.out.printf("-Dwaymark.seed=%d%n", seed);
    SplittableRandom random = new SplittableRandom(seed);
    try (Wire wire = Wire.make("outputs");
        Machine machine = Machine.open(wire)) {
      machine.publish(Scene.scene().route(254, "239.0.0.0/8", route()).done());
      int used = Math.toIntExact(machine.dataplane().capacity().usedBytes());
      Bytes frame = Bytes.of(Layers.packet(eth(), TO, udp(7, 9)));
      Arrival arrival = new Arrival(frame, Scene.LAN, Link.GROUP, 0x80, 0);
      assertThat(machine.live(arrival).copies()).hasSize(2);
      try (MappedRegion store = machine.store()) {
        byte[] whole = store.getBytes(0, used);
        for (int i = 0; i < ATTEMPTS; i++) {
          Damage damage = new Damage(store, machine.explain(arrival));
          for (int n = random.nextInt(4); n >= 0; n--) {
            damage.atRandom(random, used);
          }
          judge(machine.live(arrival), frame);
          store.put(0, whole);
        }
      }
    }
  }

  private static void judge(Ran ran, Bytes frame) {
    assertThat(ran.returned()).isIn(-1, 2); // what is taken for rules by mistake may say Drop
    assertThat(ran.packet()).isEqualTo(frame);
    byte[] forwarded = Layers.packet(TO.ttl(63), udp(7, 9));
    for (Ran.Sent copy : ran.copies()) {
      byte[] bytes = copy.frame().toArray();
      assertThat(Arrays.copyOfRange(bytes, 14, bytes.length)).isEqualTo(forwarded);
    }
  }

  private static Route route() {
    NextHop a = new NextHop(Scene.WAN_A, "a", Bytes.of(), Scene.MTU, false, 0, 0);
    NextHop b = new NextHop(Scene.WAN_B, "b", Bytes.of(), Scene.MTU, false, 0, 0);
    List<Hop> hops = List.of(new Hop(a, 1), new Hop(b, 1));
    return new Route(RouteKind.MULTICAST, 0, hops, 0, 0, Scene.LAN);
  }
}
