package dev.waymark.dataplane.packet;

import static dev.waymark.dataplane.packet.Layers.eth;
import static dev.waymark.dataplane.packet.Layers.udp;
import static dev.waymark.dataplane.packet.PacketCase.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.dataplane.KeptMap;
import dev.waymark.dataplane.events.Event;
import dev.waymark.dataplane.events.EventStream;
import dev.waymark.dataplane.events.EventStream.Wanted;
import dev.waymark.dataplane.explain.Explanation;
import dev.waymark.dataplane.layout.EventControlLayout;
import dev.waymark.dataplane.reference.Config.RouteKind;
import dev.waymark.dataplane.reference.Reason;
import dev.waymark.dataplane.reference.ReferencePath.Arrival;
import dev.waymark.libbpf.BpfMap;
import dev.waymark.libbpf.MappedRegion;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a reader of events sees, and that nobody pays for it but while it reads. */
@NeedsBpf
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventsTellWhatBecameOfPacketsTest {
  private static final Wanted ALL = new Wanted(1, 1_000_000);

  private Wire wire;
  private Machine machine;

  @BeforeAll
  void open() {
    wire = Wire.make("events");
    machine = Machine.open(wire);
    Scene scene = Scene.toA().both(254, fam -> fam.net(3), fam -> Scene.of(RouteKind.BLACKHOLE));
    machine.publish(scene.done());
  }

  @AfterAll
  void close() {
    machine.close();
    wire.close();
  }

  @ParameterizedTest
  @EnumSource
  void anEventSaysWhatTheTwinSays(Fam fam) throws Exception {
    for (Arrival packet : List.of(forwarded(fam), dropped(fam))) {
      Explanation twin = machine.explain(packet);
      List<Event> events = new ArrayList<>();
      try (EventStream stream = open(ALL)) {
        machine.live(packet);
        stream.read(events::add);
      }

      assertThat(events).hasSize(1);
      Event event = events.getFirst();
      assertThat(event.reason()).isEqualTo(twin.reason());
      assertThat(event.verdict()).isEqualTo(twin.verdict());
      assertThat(event.generation()).isEqualTo(twin.generation());
      assertThat(event.table()).isEqualTo(twin.table());
      assertThat(event.output()).isEqualTo(twin.ifindex());
      assertThat(event.mark()).isEqualTo(twin.run().context().mark());
      assertThat(event.input()).isEqualTo(Scene.LAN);
      assertThat(event.route()).isEqualTo(Scene.COUNTER_ROUTE);
      assertThat(event.nextHop()).isEqualTo(twin.ifindex() == 0 ? 0 : Scene.COUNTER_A);
      assertThat(event.destination())
          .isEqualTo(InetAddress.getByName(fam.host(twin.ifindex() == 0 ? 3 : 2, 7)).getAddress());
      assertThat(List.of(event.protocol(), event.sourcePort(), event.destinationPort()))
          .isEqualTo(List.of(17, 7, 9));
      assertThat(event.ttl()).isEqualTo(33);
      assertThat(event.bytes()).isEqualTo(packet.frame().length() - 14L);
      assertThat(event.oneIn()).isEqualTo(1);
    }
  }

  @Test
  void withoutAReaderNothingIsTold() {
    machine.live(dropped(Fam.V4));
    try (EventStream stream = open(ALL)) {
      List<Event> events = new ArrayList<>();
      stream.read(events::add);

      assertThat(events).isEmpty();
    }
    machine.live(dropped(Fam.V4));

    assertThat(inRing()).isZero();
  }

  @Test
  void aReaderThatDiedIsForgottenByTheNextPacket() {
    try (BpfMap map = BpfMap.openPinned(machine.pins().resolve(KeptMap.EVENT_CONTROL.pin()));
        MappedRegion control = map.map()) {
      control.setInt(EventControlLayout.DROPS, 100);
      control.setLongRelease(EventControlLayout.UNTIL, 1);

      machine.live(dropped(Fam.V4));

      assertThat(control.getLongAcquire(EventControlLayout.UNTIL)).isZero();
      assertThat(inRing()).isZero();
    }
  }

  @Test
  void dropsBeyondTheLimitAreCountedInsteadOfTold() {
    List<Event> events = new ArrayList<>();
    try (EventStream stream = open(new Wanted(0, 5))) {
      machine.repeat(dropped(Fam.V6), 200);
      machine.live(forwarded(Fam.V6));
      stream.read(events::add);

      // The limit holds for a window of about a second, and the packets may fall into two.
      assertThat(events).hasSizeBetween(5, 10);
      assertThat(events).allMatch(event -> event.reason().cName().equals("WM_DROP_BLACKHOLE"));
      assertThat(stream.untold().overLimit()).isEqualTo(200 - events.size());
      assertThat(stream.untold().lost()).isZero();
    }
  }

  @Test
  void aSampleStandsForAboutAllPackets() {
    List<Event> events = new ArrayList<>();
    try (EventStream stream = open(new Wanted(10, 0))) {
      machine.repeat(unclaimed(), 10_000);
      stream.read(events::add);
    }

    // 1,000 expected, with a standard deviation of 30.
    assertThat(events).hasSizeBetween(800, 1200).allMatch(event -> event.oneIn() == 10);
  }

  @Test
  void whatFindsTheRingFullIsCounted() {
    List<Event> events = new ArrayList<>();
    try (EventStream stream = open(new Wanted(1, 0))) {
      machine.repeat(unclaimed(), 10_000);
      stream.read(events::add);

      assertThat(events.size() + stream.untold().lost()).isEqualTo(10_000);
      assertThat(stream.untold().lost()).isPositive();
    }
  }

  private EventStream open(Wanted wanted) {
    return EventStream.open(machine.pins(), wanted).orElseThrow();
  }

  /** Events that lie in the ring though nobody asked for any. */
  private int inRing() {
    try (BpfMap map = BpfMap.openPinned(machine.pins().resolve(KeptMap.EVENTS.pin()));
        var ring = dev.waymark.libbpf.RingBuffer.of(map)) {
      return ring.drain(record -> {});
    }
  }

  private static Arrival forwarded(Fam fam) {
    return row("forwarded", Scene.toA())
        .in(eth(), fam.to(2).ttl(33), udp(7, 9))
        .gives(Reason.FAST_FORWARD)
        .done()
        .in();
  }

  private static Arrival dropped(Fam fam) {
    return row("dropped", Scene.toA())
        .in(eth(), fam.to(3).ttl(33), udp(7, 9))
        .gives(Reason.DROP_BLACKHOLE)
        .done()
        .in();
  }

  private static Arrival unclaimed() {
    return row("unclaimed", Scene.toA())
        .in(eth(), Fam.V4.to(9), udp(7, 9))
        .gives(Reason.PASS_NO_ROUTE)
        .done()
        .in();
  }
}
