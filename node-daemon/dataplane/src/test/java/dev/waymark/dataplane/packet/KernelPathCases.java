package dev.waymark.dataplane.packet;

import static dev.waymark.dataplane.packet.Layers.destinationOptions;
import static dev.waymark.dataplane.packet.Layers.eth;
import static dev.waymark.dataplane.packet.Layers.fragment;
import static dev.waymark.dataplane.packet.Layers.hopByHop;
import static dev.waymark.dataplane.packet.Layers.payload;
import static dev.waymark.dataplane.packet.Layers.routing;
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
import dev.waymark.dataplane.reference.ReferencePath;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Packets handed to the kernel with the mark of their next hop, and not one byte changed. */
final class KernelPathCases {
  private KernelPathCases() {}

  static List<PacketCase> all() {
    List<PacketCase> cases = new ArrayList<>();
    marks(cases);
    timesToLive(cases);
    flowsThatMayBeTranslated(cases);
    options(cases);
    fragments(cases);
    sizes(cases);
    cases.addAll(
        Fam.both(fam ->
            row(
                    "a next hop on a device without a link-layer header",
                    Scene.scene().both(254, f -> f.net(2), f -> Scene.via(Scene.hopRaw(f))))
                .in(eth(), fam.to(2), udp(7, 9))
                .gives(Reason.KERNEL_NO_L2)
                .mark(Scene.MARK_RAW)
                .counts(Scene.COUNTER_ROUTE)
                .shows(Shows.KERNEL_PATH)));
    NextHop gone =
        new NextHop(ReferencePath.NO_DEVICE, "gone", Bytes.of(), Scene.MTU, false, Scene.MARK_B, 0);
    Route lost = new Route(RouteKind.UNICAST, 0, List.of(new Hop(gone, 1)), 0, 0);
    cases.addAll(
        Fam.both(fam ->
            row(
                    "a next hop whose device has just gone",
                    Scene.scene().both(254, f -> f.net(2), f -> lost))
                .in(eth(), fam.to(2), udp(7, 9))
                .gives(Reason.KERNEL_REDIRECT_FAILED)
                .mark(Scene.MARK_B)
                .shows(Shows.KERNEL_PATH)));
    return cases;
  }

  private static void marks(List<PacketCase> cases) {
    for (int before : new int[] {0, 0x1f7f, 0xffffffff, 0xabcd0080}) {
      cases.addAll(
          Fam.both(fam ->
              row("a mark of 0x%x keeps the bits that are not ours".formatted(before), Scene.toA())
                  .in(eth(), fam.to(2), udp(7, 9))
                  .on(Scene.LAN_KERNEL)
                  .marked(before)
                  .gives(Reason.KERNEL_FORWARD)
                  .mark((before & ~Scene.MARK_MASK) | Scene.MARK_A)
                  .counts(Scene.COUNTER_A, Scene.COUNTER_ROUTE)
                  .shows(Shows.KERNEL_PATH, Shows.MARK_MASK)));
    }
    cases.addAll(
        Fam.both(fam ->
            row("another mask, other bits", Scene.toA().markMask(0xffff))
                .in(eth(), fam.to(2), udp(7, 9))
                .on(Scene.LAN_KERNEL)
                .marked(0x12345678)
                .gives(Reason.KERNEL_FORWARD)
                .mark(0x12340000 | Scene.MARK_A)
                .counts(Scene.COUNTER_A, Scene.COUNTER_ROUTE)
                .shows(Shows.MARK_MASK)));
  }

  private static void timesToLive(List<PacketCase> cases) {
    for (int ttl : new int[] {0, 1}) {
      cases.addAll(
          Fam.both(fam ->
              row("a TTL of " + ttl + " on the Fast path", Scene.toA())
                  .in(eth(), fam.to(2).ttl(ttl), udp(7, 9))
                  .gives(Reason.KERNEL_TTL)
                  .mark(Scene.MARK_A)
                  .counts(Scene.COUNTER_A, Scene.COUNTER_ROUTE)
                  .shows(Shows.TTL_EXPIRED)));
      cases.addAll(
          Fam.both(fam ->
              row("a TTL of " + ttl + " on the Kernel path", Scene.toA())
                  .in(eth(), fam.to(2).ttl(ttl), udp(7, 9))
                  .on(Scene.LAN_KERNEL)
                  .gives(Reason.KERNEL_FORWARD)
                  .mark(Scene.MARK_A)
                  .counts(Scene.COUNTER_A, Scene.COUNTER_ROUTE)
                  .shows(Shows.KERNEL_PATH)));
    }
  }

  private static void flowsThatMayBeTranslated(List<PacketCase> cases) {
    for (Layer transport : List.of(udp(7, 9), tcp(7, 9), sctp(7, 9))) {
      cases.addAll(
          Fam.both(fam ->
              row(
                      "the kernel translates, and has not seen this flow of protocol "
                          + transport.number(),
                      Scene.toA().translated())
                  .in(eth(), fam.to(2), transport, payload(33))
                  .gives(Reason.KERNEL_NAT_UNKNOWN)
                  .mark(Scene.MARK_A)
                  .counts(Scene.COUNTER_A, Scene.COUNTER_ROUTE)
                  .shows(Shows.TRANSLATED)));
    }
    cases.addAll(
        Fam.both(fam ->
            row("the kernel translates, and joins fragments for it", Scene.toA().translated())
                .in(
                    fam == Fam.V4
                        ? Layers.packet(
                            eth(), v4("10.1.0.5", "10.2.0.7").fragment(0, true), udp(7, 9))
                        : Layers.packet(eth(), Fam.V6.to(2), fragment(0, true), udp(7, 9)))
                .gives(Reason.KERNEL_NAT_UNKNOWN)
                .mark(Scene.MARK_A)
                .counts(Scene.COUNTER_A, Scene.COUNTER_ROUTE)
                .shows(Shows.TRANSLATED)));
    cases.addAll(
        Fam.both(fam ->
            row("on the Kernel path nobody asks what is translated", Scene.toA().translated())
                .in(eth(), fam.to(2), udp(7, 9))
                .on(Scene.LAN_KERNEL)
                .gives(Reason.KERNEL_FORWARD)
                .mark(Scene.MARK_A)
                .counts(Scene.COUNTER_A, Scene.COUNTER_ROUTE)
                .shows(Shows.KERNEL_PATH)));
  }

  private static void options(List<PacketCase> cases) {
    List<int[]> variants =
        List.of(
            new int[] {1, 1, 1, 0},
            new int[] {148, 4, 0, 0},
            new int[] {7, 11, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0},
            Stream.generate(() -> 1).limit(40).mapToInt(i -> i).toArray());
    for (int[] option : variants) {
      cases.add(
          toKernel("IPv4 options of " + option.length + " bytes", Shows.ODD_OPTIONS)
              .in(eth(), v4("10.1.0.5", "10.2.0.7").options(option), udp(7, 9))
              .gives(Reason.KERNEL_OPTIONS)
              .done());
    }
    cases.add(
        toKernel("an IPv6 hop-by-hop header", Shows.ODD_OPTIONS)
            .in(eth(), Fam.V6.to(2), hopByHop(), udp(7, 9))
            .gives(Reason.KERNEL_OPTIONS)
            .done());
    cases.add(
        toKernel("an IPv6 routing header", Shows.ODD_OPTIONS)
            .in(eth(), Fam.V6.to(2), routing(), udp(7, 9))
            .gives(Reason.KERNEL_OPTIONS)
            .done());
    cases.add(
        toKernel("a routing header behind destination options", Shows.ODD_OPTIONS)
            .in(eth(), Fam.V6.to(2), destinationOptions(), routing(), udp(7, 9))
            .gives(Reason.KERNEL_OPTIONS)
            .done());
    cases.add(
        row("seven extension headers are one too many", Scene.toA())
            .in(extended(7))
            .gives(Reason.PASS_EXTENSION_HEADERS)
            .shows(Shows.ODD_EXTENSIONS)
            .done());
    cases.add(
        row("six extension headers are walked", Scene.toA())
            .in(extended(6))
            .gives(Reason.FAST_FORWARD)
            .out(Layers.patch(extended(6), 14 + 7, 63))
            .counts(Scene.COUNTER_A, Scene.COUNTER_ROUTE)
            .shows(Shows.ODD_EXTENSIONS)
            .done());
  }

  private static byte[] extended(int count) {
    List<Layer> layers = new ArrayList<>(List.of(eth(), Fam.V6.to(2)));
    for (int i = 0; i < count; i++) {
      layers.add(destinationOptions());
    }
    layers.add(udp(7, 9));
    return Layers.packet(layers.toArray(Layer[]::new));
  }

  private static void fragments(List<PacketCase> cases) {
    cases.add(
        toKernel("a later fragment", Shows.ODD_FRAGMENT)
            .in(eth(), v4("10.1.0.5", "10.2.0.7").fragment(8, true), payload(64))
            .gives(Reason.KERNEL_FRAGMENT)
            .done());
    cases.add(
        toKernel("a last fragment", Shows.ODD_FRAGMENT)
            .in(eth(), v4("10.1.0.5", "10.2.0.7").fragment(1480, false), payload(9))
            .gives(Reason.KERNEL_FRAGMENT)
            .done());
    cases.add(
        toKernel("a later fragment in IPv6", Shows.ODD_FRAGMENT)
            .in(eth(), Fam.V6.to(2), fragment(8, true), payload(64))
            .gives(Reason.KERNEL_FRAGMENT)
            .done());
    cases.add(
        row("an atomic fragment in IPv6 is whole", Scene.toA())
            .in(eth(), Fam.V6.to(2), fragment(0, false), udp(7, 9))
            .gives(Reason.FAST_FORWARD)
            .out(eth(), Fam.V6.to(2).ttl(63), fragment(0, false), udp(7, 9))
            .counts(Scene.COUNTER_A, Scene.COUNTER_ROUTE)
            .shows(Shows.ODD_FRAGMENT)
            .done());
    Ip.V4 first = v4("10.1.0.5", "10.2.0.7").fragment(0, true);
    cases.add(
        row("a first fragment goes on fast", Scene.toA())
            .in(eth(), first, udp(7, 9), payload(64))
            .gives(Reason.FAST_FORWARD)
            .out(eth(), first.ttl(63), udp(7, 9), payload(64))
            .counts(Scene.COUNTER_A, Scene.COUNTER_ROUTE)
            .shows(Shows.ODD_FRAGMENT)
            .done());
    cases.add(
        row("a first fragment in IPv6 goes on fast", Scene.toA())
            .in(eth(), Fam.V6.to(2), fragment(0, true), udp(7, 9), payload(64))
            .gives(Reason.FAST_FORWARD)
            .out(eth(), Fam.V6.to(2).ttl(63), fragment(0, true), udp(7, 9), payload(64))
            .counts(Scene.COUNTER_A, Scene.COUNTER_ROUTE)
            .shows(Shows.ODD_FRAGMENT)
            .done());
  }

  private static void sizes(List<PacketCase> cases) {
    Scene scene =
        Scene.scene()
            .both(254, fam -> fam.net(2), fam -> Scene.via(Scene.hopNarrow(fam)))
            .both(254, fam -> fam.net(3), fam -> Scene.withMtu(Scene.viaA(fam), 1400));
    for (int over : new int[] {1, 100}) {
      cases.addAll(
          Fam.both(fam ->
              row(over + " more than the device allows", scene)
                  .in(eth(), fam.to(2), payload(Scene.NARROW_MTU - fam.header() + over))
                  .gives(Reason.KERNEL_MTU)
                  .mark(Scene.MARK_NARROW)
                  .counts(Scene.COUNTER_ROUTE)
                  .shows(Shows.MTU_OVER)));
      cases.addAll(
          Fam.both(fam ->
              row(over + " more than the route allows", scene)
                  .in(eth(), fam.to(3), payload(1400 - fam.header() + over))
                  .gives(Reason.KERNEL_MTU)
                  .mark(Scene.MARK_A)
                  .counts(Scene.COUNTER_A, Scene.COUNTER_ROUTE)
                  .shows(Shows.MTU_OVER)));
    }
    cases.addAll(
        Fam.both(fam ->
            row("several TCP segments joined, each one byte longer than the device allows", scene)
                .in(eth(), fam.to(2), tcp(7, 9), payload(2600))
                .joined(Scene.NARROW_MTU - fam.header() - 20 + 1)
                .gives(Reason.KERNEL_MTU)
                .mark(Scene.MARK_NARROW)
                .counts(Scene.COUNTER_ROUTE)
                .shows(Shows.MTU_SEGMENTS)));
    cases.addAll(
        Fam.both(fam ->
            row("several UDP datagrams joined, each one byte longer than the route allows", scene)
                .in(eth(), fam.to(3), udp(7, 9), payload(2600))
                .joined(1400 - fam.header() - 8 + 1)
                .gives(Reason.KERNEL_MTU)
                .mark(Scene.MARK_A)
                .counts(Scene.COUNTER_A, Scene.COUNTER_ROUTE)
                .shows(Shows.MTU_SEGMENTS)));
    cases.addAll(
        Fam.both(fam ->
            row("over the MTU on the Kernel path is the kernel's business", scene)
                .in(eth(), fam.to(2), payload(1460))
                .on(Scene.LAN_KERNEL)
                .gives(Reason.KERNEL_FORWARD)
                .mark(Scene.MARK_NARROW)
                .counts(Scene.COUNTER_ROUTE)
                .shows(Shows.KERNEL_PATH)));
  }

  private static PacketCase.Draft toKernel(String name, Shows shows) {
    return row(name, Scene.toA())
        .mark(Scene.MARK_A)
        .counts(Scene.COUNTER_A, Scene.COUNTER_ROUTE)
        .shows(shows);
  }
}
