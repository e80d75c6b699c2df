package dev.waymark.dataplane.packet;

import static dev.waymark.dataplane.packet.Layers.eth;
import static dev.waymark.dataplane.packet.Layers.fragment;
import static dev.waymark.dataplane.packet.Layers.ip;
import static dev.waymark.dataplane.packet.Layers.payload;
import static dev.waymark.dataplane.packet.Layers.portUnreachable;
import static dev.waymark.dataplane.packet.Layers.raw;
import static dev.waymark.dataplane.packet.Layers.udp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.waymark.dataplane.reference.Bytes;
import dev.waymark.dataplane.reference.Config.Hop;
import dev.waymark.dataplane.reference.Config.NextHop;
import dev.waymark.dataplane.reference.Config.Route;
import dev.waymark.dataplane.reference.Config.RouteKind;
import dev.waymark.dataplane.reference.ReferencePath.Arrival;
import dev.waymark.dataplane.reference.ReferencePath.Link;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Next hops that share a destination by weight: who takes which flow, and who keeps it. */
@NeedsBpf
class FlowsStayTest {
  private static final int FLOWS = 4000;

  /** One hop on each of four interfaces. */
  private static List<NextHop> hops(Fam fam) {
    List<NextHop> hops = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Bytes gateway = Layers.address(fam.host(200, 10 + i));
      int ifindex = Scene.WAN_A + i;
      hops.add(new NextHop(ifindex, "wan" + i, gateway, Scene.MTU, false, Scene.MARK_A + i, 0));
    }
    return hops;
  }

  private static Scene scene(Fam fam, List<NextHop> hops, int... weights) {
    List<Hop> members = new ArrayList<>();
    for (int i = 0; i < hops.size(); i++) {
      members.add(new Hop(hops.get(i), weights[i]));
    }
    Route route = new Route(RouteKind.UNICAST, 0, members, 0, 0);
    return Scene.scene().route(254, fam.net(2), route);
  }

  private static Map<Integer, Integer> flows(Machine machine, Fam fam) {
    Map<Integer, Integer> ways = new HashMap<>();
    for (int flow = 0; flow < FLOWS; flow++) {
      byte[] frame = Layers.packet(eth(), fam.to(2), udp(1024 + flow, 53));
      ways.put(flow, way(machine, frame));
    }
    return ways;
  }

  private static int way(Machine machine, byte[] frame) {
    Arrival arrival = new Arrival(Bytes.of(frame), Scene.LAN_KERNEL, Link.US, 0, 0);
    int ifindex = machine.explain(arrival).ifindex();
    assertThat(machine.live(arrival).mark()).isEqualTo(Scene.MARK_A + ifindex - Scene.WAN_A);
    return ifindex;
  }

  @ParameterizedTest
  @EnumSource(Fam.class)
  void sharesFollowTheWeights(Fam fam) {
    try (Wire wire = Wire.make("flows");
        Machine machine = Machine.open(wire)) {
      machine.publish(scene(fam, hops(fam), 1, 2, 3, 4).done());
      Map<Integer, Integer> flows = flows(machine, fam);
      for (int i = 0; i < 4; i++) {
        int ifindex = Scene.WAN_A + i;
        long taken = flows.values().stream().filter(way -> way == ifindex).count();
        assertThat((double) taken / FLOWS).isCloseTo((i + 1) / 10.0, within(0.05));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Fam.class)
  void aNextHopThatGoesMovesItsOwnFlowsOnlyAndGetsThemBack(Fam fam) {
    try (Wire wire = Wire.make("flows");
        Machine machine = Machine.open(wire)) {
      List<NextHop> all = hops(fam);
      machine.publish(scene(fam, all, 1, 1, 1, 1).done());
      Map<Integer, Integer> before = flows(machine, fam);
      machine.publish(scene(fam, List.of(all.get(0), all.get(1), all.get(3)), 1, 1, 1).done());
      Map<Integer, Integer> after = flows(machine, fam);
      before.forEach((flow, way) -> {
        if (way != Scene.WAN_A + 2) {
          assertThat(after).containsEntry(flow, way);
        }
      });
      assertThat(after.values()).doesNotContain(Scene.WAN_A + 2);
      machine.publish(scene(fam, all.reversed(), 1, 1, 1, 1).done());
      assertThat(flows(machine, fam)).as("whatever the order they are named in").isEqualTo(before);
    }
  }

  @Test
  void theErrorsOfAFlowGoWhereItsPacketsGo() {
    for (Fam fam : Fam.values()) {
      try (Wire wire = Wire.make("flows");
          Machine machine = Machine.open(wire)) {
        machine.publish(scene(fam, hops(fam), 1, 1, 1, 1).done());
        for (int flow = 0; flow < 200; flow++) {
          byte[] quoted = Layers.packet(fam.to(2), udp(1024 + flow, 53), payload(8));
          Ip error = ip(fam.host(3, flow), fam.host(2, 9));
          byte[] frame = Layers.packet(eth(), error, portUnreachable(error), raw(0, quoted));
          byte[] packet = Layers.packet(eth(), fam.to(2), udp(1024 + flow, 53));
          assertThat(way(machine, frame)).isEqualTo(way(machine, packet));
        }
      }
    }
  }

  @Test
  void allFragmentsOfADatagramGoOneWay() {
    try (Wire wire = Wire.make("flows");
        Machine machine = Machine.open(wire)) {
      machine.publish(scene(Fam.V4, hops(Fam.V4), 1, 1, 1, 1).done());
      for (int host = 1; host < 200; host++) {
        Ip.V4 header = (Ip.V4) Fam.V4.to(2, host);
        byte[] first = Layers.packet(eth(), header.fragment(0, true), udp(5, 6), payload(64));
        byte[] later = Layers.packet(eth(), header.fragment(72, false), raw(17, new byte[40]));
        assertThat(way(machine, later)).isEqualTo(way(machine, first));
      }
      machine.publish(scene(Fam.V6, hops(Fam.V6), 1, 1, 1, 1).done());
      for (int host = 1; host < 200; host++) {
        Ip header = Fam.V6.to(2, host);
        byte[] first = Layers.packet(eth(), header, fragment(0, true), udp(5, 6), payload(64));
        byte[] later = Layers.packet(eth(), header, fragment(72, false), raw(17, new byte[40]));
        assertThat(way(machine, later)).isEqualTo(way(machine, first));
      }
    }
  }
}
