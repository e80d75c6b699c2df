package dev.waymark.dataplane.packet;

import static dev.waymark.dataplane.packet.Groups.in;
import static dev.waymark.dataplane.packet.Groups.out;
import static dev.waymark.dataplane.packet.Groups.output;
import static dev.waymark.dataplane.packet.Groups.route;
import static dev.waymark.dataplane.packet.Groups.scene;
import static dev.waymark.dataplane.packet.Groups.to;
import static dev.waymark.dataplane.packet.Layers.eth;
import static dev.waymark.dataplane.packet.Layers.fragment;
import static dev.waymark.dataplane.packet.Layers.hopByHop;
import static dev.waymark.dataplane.packet.Layers.ip;
import static dev.waymark.dataplane.packet.Layers.payload;
import static dev.waymark.dataplane.packet.Layers.raw;
import static dev.waymark.dataplane.packet.Layers.routing;
import static dev.waymark.dataplane.packet.Layers.udp;
import static dev.waymark.dataplane.packet.Layers.v4;
import static dev.waymark.dataplane.packet.Layers.v6;
import static dev.waymark.dataplane.packet.PacketCase.row;

import dev.waymark.dataplane.reference.Config.Action;
import dev.waymark.dataplane.reference.Config.NextHop;
import dev.waymark.dataplane.reference.Config.RouteKind;
import dev.waymark.dataplane.reference.Reason;
import dev.waymark.dataplane.reference.ReferencePath;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Packets to groups of receivers: a copy to each output, the packet itself to this host. */
final class MulticastCases {
  private static final NextHop A = output(Scene.WAN_A, Scene.MTU, Scene.COUNTER_A);
  private static final NextHop B = output(Scene.WAN_B, Scene.MTU, Scene.COUNTER_B);
  private static final NextHop NARROW = output(Scene.NARROW, Scene.NARROW_MTU, 0);
  private static final NextHop GONE = output(ReferencePath.NO_DEVICE, Scene.MTU, 0);
  private static final Scene TO_BOTH = scene(Scene.LAN, 0, A, B);

  private MulticastCases() {}

  static List<PacketCase> all() {
    List<PacketCase> cases = new ArrayList<>();
    copies(cases);
    addresses(cases);
    inputs(cases);
    timesToLive(cases);
    odd(cases);
    sizes(cases);
    otherRoutes(cases);
    return cases;
  }

  private static void copies(List<PacketCase> cases) {
    for (int input : new int[] {Scene.LAN, Scene.LAN_KERNEL, Scene.LAN_STRICT}) {
      cases.addAll(
          Fam.both(fam ->
              row("copies for two, in by interface " + input, scene(input, 0, A, B))
                  .in(in(fam), to(fam), udp(7, 9), payload(33))
                  .on(input)
                  .toGroup()
                  .marked(0x2080)
                  .gives(Reason.FAST_MULTICAST)
                  .copy(Scene.WAN_A, out(fam, A), to(fam).ttl(63), udp(7, 9), payload(33))
                  .copy(Scene.WAN_B, out(fam, B), to(fam).ttl(63), udp(7, 9), payload(33))
                  .counts(Scene.COUNTER_A, Scene.COUNTER_B, Scene.COUNTER_ROUTE)
                  .shows(Shows.MULTICAST_COPIES, Shows.MULTICAST_LOCAL)));
    }
    NextHop[] thirtyTwo =
        Stream.iterate(50, counter -> counter + 1)
            .limit(32)
            .map(counter -> output(Scene.WAN_A, Scene.MTU, counter))
            .toArray(NextHop[]::new);
    cases.addAll(
        Fam.both(fam -> {
          PacketCase.Draft row =
              row("copies for thirty-two", scene(Scene.LAN, 0, thirtyTwo))
                  .in(in(fam), to(fam), udp(7, 9))
                  .toGroup()
                  .gives(Reason.FAST_MULTICAST)
                  .counts(
                      Stream.concat(
                              Stream.of(Scene.COUNTER_ROUTE),
                              Stream.of(thirtyTwo).map(NextHop::counter))
                          .toArray(Integer[]::new))
                  .shows(Shows.MULTICAST_COPIES);
          for (NextHop each : thirtyTwo) {
            row.copy(Scene.WAN_A, out(fam, each), to(fam).ttl(63), udp(7, 9));
          }
          return row;
        }));
  }

  /** The last 23 bits of an IPv4 group and the last 32 of an IPv6 group name its frames. */
  private static void addresses(List<PacketCase> cases) {
    group(cases, "239.255.255.255", "01:00:5e:7f:ff:ff");
    group(cases, "232.128.0.1", "01:00:5e:00:00:01");
    group(cases, "224.0.1.0", "01:00:5e:00:01:00");
    group(cases, "ff3e:40:2001:db8::ffff:8001", "33:33:ff:ff:80:01");
    group(cases, "ff05::1:3", "33:33:00:01:00:03");
  }

  private static void group(List<PacketCase> cases, String group, String mac) {
    Ip header = ip(Fam.V4.host(1, 5), group);
    if (group.contains(":")) {
      header = ip(Fam.V6.host(1, 5), group);
    }
    cases.add(
        row("the frames of " + group, TO_BOTH)
            .in(eth().to(mac), header, udp(7, 9))
            .toGroup()
            .gives(Reason.FAST_MULTICAST)
            .copy(Scene.WAN_A, Groups.from(A).to(mac), header.ttl(63), udp(7, 9))
            .copy(Scene.WAN_B, Groups.from(B).to(mac), header.ttl(63), udp(7, 9))
            .counts(Scene.COUNTER_A, Scene.COUNTER_B, Scene.COUNTER_ROUTE)
            .shows(Shows.MULTICAST_COPIES)
            .done());
  }

  private static void inputs(List<PacketCase> cases) {
    cases.addAll(
        Fam.both(fam ->
            row("in by another interface", TO_BOTH)
                .in(in(fam), to(fam), udp(7, 9))
                .on(Scene.LAN_KERNEL)
                .toGroup()
                .gives(Reason.PASS_MULTICAST_INPUT)
                .shows(Shows.MULTICAST_INPUT)));
    cases.addAll(
        Fam.both(fam ->
            row("a frame to this router alone", TO_BOTH)
                .in(eth(), to(fam), udp(7, 9))
                .gives(Reason.FAST_MULTICAST)
                .copy(Scene.WAN_A, out(fam, A), to(fam).ttl(63), udp(7, 9))
                .copy(Scene.WAN_B, out(fam, B), to(fam).ttl(63), udp(7, 9))
                .counts(Scene.COUNTER_A, Scene.COUNTER_B, Scene.COUNTER_ROUTE)
                .shows(Shows.MULTICAST_LOCAL)));
  }

  private static void timesToLive(List<PacketCase> cases) {
    for (int ttl : new int[] {0, 1}) {
      cases.addAll(
          Fam.both(fam ->
              row("a TTL of " + ttl, TO_BOTH)
                  .in(in(fam), to(fam).ttl(ttl), udp(7, 9))
                  .toGroup()
                  .gives(Reason.PASS_MULTICAST_TTL)
                  .shows(Shows.MULTICAST_TTL)));
    }
    for (int ttl : new int[] {2, 255}) {
      cases.addAll(
          Fam.both(fam ->
              row("a TTL of " + ttl, scene(Scene.LAN, 0, A))
                  .in(in(fam), to(fam).ttl(ttl), udp(7, 9))
                  .toGroup()
                  .gives(Reason.FAST_MULTICAST)
                  .copy(Scene.WAN_A, out(fam, A), to(fam).ttl(ttl - 1), udp(7, 9))
                  .counts(Scene.COUNTER_A, Scene.COUNTER_ROUTE)
                  .shows(Shows.MULTICAST_TTL)));
    }
  }

  private static void odd(List<PacketCase> cases) {
    Ip.V4 header = v4(Fam.V4.host(1, 5), "239.1.2.3");
    Ip.V6 header6 = v6(Fam.V6.host(1, 5), "ff0e::1:2:3");
    cases.add(
        row("IPv4 options", TO_BOTH)
            .in(in(Fam.V4), header.options(1, 1, 1, 0), udp(7, 9))
            .toGroup()
            .gives(Reason.PASS_MULTICAST_OPTIONS)
            .shows(Shows.ODD_OPTIONS)
            .done());
    for (Layer extension : List.of(hopByHop(), routing())) {
      cases.add(
          row("IPv6 extension header " + extension.number(), TO_BOTH)
              .in(in(Fam.V6), header6, extension, udp(7, 9))
              .toGroup()
              .gives(Reason.PASS_MULTICAST_OPTIONS)
              .shows(Shows.ODD_OPTIONS)
              .done());
    }
    Layer part = raw(Layer.UDP, new byte[24]);
    cases.add(
        row("a later fragment", scene(Scene.LAN, 0, A))
            .in(in(Fam.V4), header.fragment(64, true), part)
            .toGroup()
            .gives(Reason.FAST_MULTICAST)
            .copy(Scene.WAN_A, out(Fam.V4, A), header.fragment(64, true).ttl(63), part)
            .counts(Scene.COUNTER_A, Scene.COUNTER_ROUTE)
            .shows(Shows.MULTICAST_COPIES)
            .done());
    cases.add(
        row("a later IPv6 fragment", scene(Scene.LAN, 0, A))
            .in(in(Fam.V6), header6, fragment(64, true), part)
            .toGroup()
            .gives(Reason.FAST_MULTICAST)
            .copy(Scene.WAN_A, out(Fam.V6, A), header6.ttl(63), fragment(64, true), part)
            .counts(Scene.COUNTER_A, Scene.COUNTER_ROUTE)
            .shows(Shows.MULTICAST_COPIES)
            .done());
  }

  private static void sizes(List<PacketCase> cases) {
    cases.addAll(
        Fam.both(fam -> {
          Layer load = payload(Scene.NARROW_MTU - fam.header() + 1);
          return row("longer than one output allows", scene(Scene.LAN, 0, NARROW, A))
              .in(in(fam), to(fam), load)
              .toGroup()
              .gives(Reason.FAST_MULTICAST)
              .lost(Reason.DROP_MULTICAST_MTU)
              .copy(Scene.WAN_A, out(fam, A), to(fam).ttl(63), load)
              .counts(Scene.COUNTER_A, Scene.COUNTER_ROUTE)
              .shows(Shows.MULTICAST_MTU);
        }));
    cases.addAll(
        Fam.both(fam ->
            row("longer than the route allows", scene(Scene.LAN, 1280, A, B))
                .in(in(fam), to(fam), payload(1281 - fam.header()))
                .toGroup()
                .gives(Reason.FAST_MULTICAST)
                .lost(Reason.DROP_MULTICAST_MTU)
                .lost(Reason.DROP_MULTICAST_MTU)
                .counts(Scene.COUNTER_ROUTE)
                .shows(Shows.MULTICAST_MTU)));
    cases.addAll(
        Fam.both(fam ->
            row("an output that is gone", scene(Scene.LAN, 0, GONE, A))
                .in(in(fam), to(fam), udp(7, 9))
                .toGroup()
                .gives(Reason.FAST_MULTICAST)
                .lost(Reason.DROP_MULTICAST_OUTPUT)
                .copy(Scene.WAN_A, out(fam, A), to(fam).ttl(63), udp(7, 9))
                .counts(Scene.COUNTER_A, Scene.COUNTER_ROUTE)
                .shows(Shows.MULTICAST_COPIES)));
  }

  private static void otherRoutes(List<PacketCase> cases) {
    for (RouteKind type : List.of(RouteKind.BLACKHOLE, RouteKind.KERNEL, RouteKind.THROW)) {
      cases.addAll(
          Fam.both(fam ->
              row(
                      type + " does not serve a group",
                      Scene.scene()
                          .both(254, Groups::all, each -> Scene.of(type))
                          .both(253, Groups::all, each -> route(Scene.LAN, 0, A)))
                  .in(in(fam), to(fam), udp(7, 9))
                  .toGroup()
                  .gives(Reason.FAST_MULTICAST)
                  .copy(Scene.WAN_A, out(fam, A), to(fam).ttl(63), udp(7, 9))
                  .counts(Scene.COUNTER_A, Scene.COUNTER_ROUTE)
                  .shows(Shows.MULTICAST_ALONE)));
    }
    cases.addAll(
        Fam.both(fam ->
            row(
                    "a default route does not serve a group",
                    Scene.scene().both(254, Fam::all, Scene::viaA))
                .in(in(fam), to(fam), udp(7, 9))
                .toGroup()
                .gives(Reason.PASS_NO_ROUTE)
                .shows(Shows.MULTICAST_ALONE)));
    cases.addAll(
        Fam.both(fam ->
            row(
                    "a rule leads to the table",
                    Scene.scene()
                        .both(7, Groups::all, each -> route(Scene.LAN, 0, B))
                        .rule(Action.LOOKUP, 7))
                .in(in(fam), to(fam), udp(7, 9))
                .toGroup()
                .gives(Reason.FAST_MULTICAST)
                .copy(Scene.WAN_B, out(fam, B), to(fam).ttl(63), udp(7, 9))
                .counts(Scene.COUNTER_B, Scene.COUNTER_ROUTE, Scene.COUNTER_RULE)
                .shows(Shows.MULTICAST_COPIES)));
  }
}
