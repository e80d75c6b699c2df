package dev.waymark.dataplane.packet;

import static dev.waymark.dataplane.packet.Layers.destinationOptions;
import static dev.waymark.dataplane.packet.Layers.echo;
import static dev.waymark.dataplane.packet.Layers.eth;
import static dev.waymark.dataplane.packet.Layers.patch;
import static dev.waymark.dataplane.packet.Layers.payload;
import static dev.waymark.dataplane.packet.Layers.sctp;
import static dev.waymark.dataplane.packet.Layers.tcp;
import static dev.waymark.dataplane.packet.Layers.udp;
import static dev.waymark.dataplane.packet.Layers.v4;
import static dev.waymark.dataplane.packet.PacketCase.row;

import dev.waymark.dataplane.reference.Bytes;
import dev.waymark.dataplane.reference.Config.Hop;
import dev.waymark.dataplane.reference.Config.NextHop;
import dev.waymark.dataplane.reference.Config.Route;
import dev.waymark.dataplane.reference.Config.RouteKind;
import dev.waymark.dataplane.reference.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Packets that the Fast path forwards: one less in the TTL, the checksum mended, nothing else. */
final class FastPathCases {
  private FastPathCases() {}

  static List<PacketCase> all() {
    List<PacketCase> cases = new ArrayList<>();
    transports(cases);
    padding(cases);
    timesToLive(cases);
    checksums(cases);
    gateways(cases);
    sizes(cases);
    return cases;
  }

  private static void transports(List<PacketCase> cases) {
    for (Layer transport : List.of(udp(7, 9), tcp(7, 9), sctp(7, 9))) {
      cases.addAll(
          Fam.both(fam ->
              row("protocol " + transport.number(), Scene.toA())
                  .in(eth(), fam.to(2), transport, payload(33))
                  .gives(Reason.FAST_FORWARD)
                  .out(eth(), fam.to(2).ttl(63), transport, payload(33))
                  .counts(Scene.COUNTER_A, Scene.COUNTER_ROUTE)
                  .shows(Shows.FAST_PATH, Shows.TTL_LESS_ONE)));
    }
    cases.addAll(
        Fam.both(fam ->
            row("an echo request", Scene.toA())
                .in(eth(), fam.to(2), echo(fam.to(2), 5), payload(56))
                .gives(Reason.FAST_FORWARD)
                .out(eth(), fam.to(2).ttl(63), echo(fam.to(2), 5), payload(56))
                .counts(Scene.COUNTER_A, Scene.COUNTER_ROUTE)
                .shows(Shows.FAST_PATH)));
    cases.addAll(
        Fam.both(fam ->
            row("a header with nothing behind it", Scene.toA())
                .in(eth(), fam.to(2))
                .gives(Reason.FAST_FORWARD)
                .out(eth(), fam.to(2).ttl(63))
                .counts(Scene.COUNTER_A, Scene.COUNTER_ROUTE)
                .shows(Shows.FAST_PATH)));
    cases.add(
        row("IPv6 destination options are no hindrance", Scene.toA())
            .in(eth(), Fam.V6.to(2), destinationOptions(), udp(7, 9))
            .gives(Reason.FAST_FORWARD)
            .out(eth(), Fam.V6.to(2).ttl(63), destinationOptions(), udp(7, 9))
            .counts(Scene.COUNTER_A, Scene.COUNTER_ROUTE)
            .shows(Shows.ODD_EXTENSIONS)
            .done());
    cases.addAll(
        Fam.both(fam ->
            row("a mark that it carries stays", Scene.toA())
                .in(eth(), fam.to(2), udp(7, 9))
                .marked(0xdeadbeef)
                .gives(Reason.FAST_FORWARD)
                .out(eth(), fam.to(2).ttl(63), udp(7, 9))
                .counts(Scene.COUNTER_A, Scene.COUNTER_ROUTE)
                .shows(Shows.MARK_MASK)));
    cases.addAll(
        Fam.both(fam ->
            row("DSCP and what stands beside it stay", Scene.toA())
                .in(eth(), fam.to(2).dscp(46), udp(7, 9))
                .gives(Reason.FAST_FORWARD)
                .out(eth(), fam.to(2).dscp(46).ttl(63), udp(7, 9))
                .counts(Scene.COUNTER_A, Scene.COUNTER_ROUTE)
                .shows(Shows.FAST_PATH)));
  }

  private static void padding(List<PacketCase> cases) {
    for (int extra : new int[] {1, 18, 200}) {
      cases.addAll(
          Fam.both(fam -> {
            byte[] packet = Layers.packet(eth(), fam.to(2), udp(7, 9));
            return row(extra + " bytes behind the packet", Scene.toA())
                .in(Arrays.copyOf(packet, packet.length + extra))
                .gives(Reason.FAST_FORWARD)
                .out(eth(), fam.to(2).ttl(63), udp(7, 9))
                .counts(Scene.COUNTER_A, Scene.COUNTER_ROUTE)
                .shows(Shows.FAST_PATH);
          }));
    }
  }

  private static void timesToLive(List<PacketCase> cases) {
    for (int ttl : new int[] {2, 3, 128, 129, 255}) {
      cases.addAll(
          Fam.both(fam ->
              row("a TTL of " + ttl, Scene.toA())
                  .in(eth(), fam.to(2).ttl(ttl), udp(7, 9))
                  .gives(Reason.FAST_FORWARD)
                  .out(eth(), fam.to(2).ttl(ttl - 1), udp(7, 9))
                  .counts(Scene.COUNTER_A, Scene.COUNTER_ROUTE)
                  .shows(Shows.TTL_LESS_ONE)));
    }
  }

  /** The corners of one's complement: values around which a carry comes or goes. */
  private static void checksums(List<PacketCase> cases) {
    for (int wanted : new int[] {0x0000, 0x0001, 0xfdff, 0xfefe, 0xfeff, 0xff00, 0xff01, 0xfffe}) {
      Ip.V4 header = withChecksum(wanted);
      cases.add(
          row("an IPv4 checksum of 0x%04x".formatted(wanted), Scene.toA())
              .in(eth(), header, udp(7, 9))
              .gives(Reason.FAST_FORWARD)
              .out(eth(), header.ttl(63), udp(7, 9))
              .counts(Scene.COUNTER_A, Scene.COUNTER_ROUTE)
              .shows(Shows.TTL_LESS_ONE)
              .done());
    }
    Ip.V4 zero = withChecksum(0);
    cases.add(
        row("an IPv4 checksum of 0xffff, which is right where 0x0000 is", Scene.toA())
            .in(patch(Layers.packet(eth(), zero, udp(7, 9)), 24, 0xff, 0xff))
            .gives(Reason.FAST_FORWARD)
            .out(eth(), zero.ttl(63), udp(7, 9))
            .counts(Scene.COUNTER_A, Scene.COUNTER_ROUTE)
            .shows(Shows.TTL_LESS_ONE)
            .done());
  }

  /** The header of a UDP packet to network 2 whose id makes its checksum this. */
  private static Ip.V4 withChecksum(int wanted) {
    for (int id = 0; id <= 0xffff; id++) {
      Ip.V4 header = v4("10.1.0.5", "10.2.0.7").id(id);
      byte[] packet = Layers.packet(header, udp(7, 9));
      if ((((packet[10] & 0xff) << 8) | (packet[11] & 0xff)) == wanted) {
        return header;
      }
    }
    throw new IllegalStateException("no id gives the checksum " + wanted);
  }

  private static void gateways(List<PacketCase> cases) {
    Scene viaV6 = Scene.scene().route(254, Fam.V4.net(2), Scene.via(Scene.hopA(Fam.V6)));
    cases.add(
        row("IPv4 through an IPv6 gateway", viaV6)
            .in(eth(), Fam.V4.to(2), udp(7, 9))
            .gives(Reason.FAST_FORWARD)
            .out(eth(), Fam.V4.to(2).ttl(63), udp(7, 9))
            .counts(Scene.COUNTER_A, Scene.COUNTER_ROUTE)
            .shows(Shows.GATEWAY_V6)
            .done());
    NextHop direct =
        new NextHop(Scene.WAN_A, "wan-a", Bytes.of(), Scene.MTU, false, Scene.MARK_A, 13);
    Route onLink = new Route(RouteKind.UNICAST, 0, List.of(new Hop(direct, 1)), 0, 0);
    cases.addAll(
        Fam.both(fam ->
            row(
                    "the destination itself is the neighbour",
                    Scene.scene().both(254, each -> each.net(2), each -> onLink))
                .in(eth(), fam.to(2), udp(7, 9))
                .gives(Reason.FAST_FORWARD)
                .out(eth(), fam.to(2).ttl(63), udp(7, 9))
                .counts(13)
                .shows(Shows.GATEWAY_ONLINK)));
    NextHop back = new NextHop(Scene.LAN, "lan", Bytes.of(), Scene.MTU, false, Scene.MARK_A, 0);
    Route hairpin = new Route(RouteKind.UNICAST, 0, List.of(new Hop(back, 1)), 0, 0);
    cases.addAll(
        Fam.both(fam ->
            row(
                    "out of the interface it came in by",
                    Scene.scene().both(254, each -> each.net(2), each -> hairpin))
                .in(eth(), fam.to(2), udp(7, 9))
                .gives(Reason.FAST_FORWARD)
                .out(eth(), fam.to(2).ttl(63), udp(7, 9))
                .shows(Shows.TTL_SAME_INTERFACE)));
  }

  private static void sizes(List<PacketCase> cases) {
    Scene narrow =
        Scene.scene()
            .both(254, fam -> fam.net(2), fam -> Scene.via(Scene.hopNarrow(fam)))
            .both(254, fam -> fam.net(3), fam -> Scene.withMtu(Scene.viaA(fam), 1400));
    cases.addAll(
        Fam.both(fam ->
            row("as long as the device allows", narrow)
                .in(eth(), fam.to(2), payload(Scene.NARROW_MTU - fam.header()))
                .gives(Reason.FAST_FORWARD)
                .out(eth(), fam.to(2).ttl(63), payload(Scene.NARROW_MTU - fam.header()))
                .counts(Scene.COUNTER_ROUTE)
                .shows(Shows.MTU_SMALLER)));
    cases.addAll(
        Fam.both(fam ->
            row("as long as the route allows", narrow)
                .in(eth(), fam.to(3), payload(1400 - fam.header()))
                .gives(Reason.FAST_FORWARD)
                .out(eth(), fam.to(3).ttl(63), payload(1400 - fam.header()))
                .counts(Scene.COUNTER_A, Scene.COUNTER_ROUTE)
                .shows(Shows.MTU_SMALLER)));
    cases.addAll(
        Fam.both(fam ->
            row("several TCP segments joined, each as long as the device allows", narrow)
                .in(eth(), fam.to(2), tcp(7, 9), payload(2600))
                .joined(Scene.NARROW_MTU - fam.header() - 20)
                .gives(Reason.FAST_FORWARD)
                .out(eth(), fam.to(2).ttl(63), tcp(7, 9), payload(2600))
                .counts(Scene.COUNTER_ROUTE)
                .shows(Shows.MTU_SEGMENTS)));
    cases.addAll(
        Fam.both(fam ->
            row("several UDP datagrams joined, each as long as the route allows", narrow)
                .in(eth(), fam.to(3), udp(7, 9), payload(2600))
                .joined(1400 - fam.header() - 8)
                .gives(Reason.FAST_FORWARD)
                .out(eth(), fam.to(3).ttl(63), udp(7, 9), payload(2600))
                .counts(Scene.COUNTER_A, Scene.COUNTER_ROUTE)
                .shows(Shows.MTU_SEGMENTS)));
  }
}
