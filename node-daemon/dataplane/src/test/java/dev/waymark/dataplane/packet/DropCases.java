package dev.waymark.dataplane.packet;

import static dev.waymark.dataplane.packet.Layers.eth;
import static dev.waymark.dataplane.packet.Layers.udp;
import static dev.waymark.dataplane.packet.PacketCase.row;
import static dev.waymark.dataplane.packet.Scene.scene;

import dev.waymark.dataplane.reference.Bytes;
import dev.waymark.dataplane.reference.Config.Action;
import dev.waymark.dataplane.reference.Config.Hop;
import dev.waymark.dataplane.reference.Config.NextHop;
import dev.waymark.dataplane.reference.Config.Route;
import dev.waymark.dataplane.reference.Config.RouteKind;
import dev.waymark.dataplane.reference.Reason;
import java.util.ArrayList;
import java.util.List;

/** Every way in which a packet is dropped, and the packets next to it that are not. */
final class DropCases {
  private DropCases() {}

  static List<PacketCase> all() {
    List<PacketCase> cases = new ArrayList<>();
    beforeTheTtl(cases);
    sources(cases);
    kernelSources(cases);
    return cases;
  }

  private static void beforeTheTtl(List<PacketCase> cases) {
    Scene blackhole = scene().both(254, fam -> fam.net(2), fam -> Scene.of(RouteKind.BLACKHOLE));
    Scene rule = Scene.toA().rule(Action.DROP, 0);
    for (int ttl : new int[] {0, 1, 64}) {
      cases.addAll(
          Fam.both(fam ->
              row("Blackhole with a TTL of " + ttl, blackhole)
                  .in(eth(), fam.to(2).ttl(ttl), udp(7, 9))
                  .gives(Reason.DROP_BLACKHOLE)
                  .counts(Scene.COUNTER_ROUTE)
                  .shows(Shows.TTL_AFTER_DROPS)));
      cases.addAll(
          Fam.both(fam ->
              row("a Drop rule with a TTL of " + ttl, rule)
                  .in(eth(), fam.to(2).ttl(ttl), udp(7, 9))
                  .gives(Reason.DROP_RULE)
                  .counts(Scene.COUNTER_RULE)
                  .shows(Shows.TTL_AFTER_DROPS)));
    }
  }

  /** Clients live in network 1, which is routed back by one interface or another. */
  private static void sources(List<PacketCase> cases) {
    for (Fam fam : Fam.values()) {
      Scene back = Scene.toA().both(254, f -> f.net(1), f -> by(Scene.LAN_STRICT));
      Scene elsewhere = Scene.toA().both(254, f -> f.net(1), Scene::viaB);
      Scene several =
          Scene.toA()
              .both(254, f -> f.net(1), f -> Scene.via(Scene.hopB(f), direct(Scene.LAN_STRICT)));
      Scene own =
          Scene.toA()
              .both(254, f -> f.net(1), f -> by(Scene.LAN_STRICT))
              .both(0, f -> f.single(Scene.CLIENTS, 5), f -> Scene.of(RouteKind.PROTECTED));
      Scene byDefault = Scene.toA().both(253, Fam::all, f -> by(Scene.LAN_STRICT));
      fast(cases, fam, "its own way back", back, Scene.LAN_STRICT, Shows.SOURCE_STRICT);
      fast(cases, fam, "its own way back in 253", byDefault, Scene.LAN_STRICT, Shows.SOURCE_STRICT);
      fast(cases, fam, "one of several ways back", several, Scene.LAN_STRICT, Shows.SOURCE_STRICT);
      drop(cases, fam, "another way back", elsewhere, Scene.LAN_STRICT, Shows.SOURCE_STRICT);
      drop(cases, fam, "no way back", Scene.toA(), Scene.LAN_STRICT, Shows.SOURCE_STRICT);
      fast(cases, fam, "another way back", elsewhere, Scene.LAN_LOOSE, Shows.SOURCE_LOOSE);
      drop(cases, fam, "no way back", Scene.toA(), Scene.LAN_LOOSE, Shows.SOURCE_LOOSE);
      fast(cases, fam, "no way back", Scene.toA(), Scene.LAN, Shows.SOURCE_OFF);
      drop(cases, fam, "this node's own address", own, Scene.LAN_STRICT, Shows.SOURCE_STRICT);
      drop(cases, fam, "this node's own address", own, Scene.LAN_LOOSE, Shows.SOURCE_LOOSE);
      fast(cases, fam, "this node's own address", own, Scene.LAN, Shows.SOURCE_OFF);
    }
  }

  /** Clients of a network that the kernel itself routes, mirrored or protected in 254. */
  private static void kernelSources(List<PacketCase> cases) {
    for (RouteKind kind : List.of(RouteKind.KERNEL, RouteKind.PROTECTED)) {
      Scene mirrored =
          Scene.toA()
              .both(254, f -> f.net(Wire.KERNEL_NET), f -> Scene.of(kind))
              .both(254, f -> f.net(31), f -> Scene.of(kind));
      for (Fam fam : Fam.values()) {
        kernelSource(cases, fam, mirrored, Wire.KERNEL_NET, Scene.LAN_STRICT, true);
        kernelSource(cases, fam, mirrored, 31, Scene.LAN_STRICT, false);
        kernelSource(cases, fam, mirrored, 31, Scene.LAN_LOOSE, true);
      }
    }
    for (RouteKind kind : List.of(RouteKind.BLACKHOLE, RouteKind.LOCAL, RouteKind.UNREACHABLE)) {
      Scene answers = Scene.toA().both(254, f -> f.net(31), f -> Scene.of(kind));
      for (Fam fam : Fam.values()) {
        kernelSource(cases, fam, answers, 31, Scene.LAN_LOOSE, false);
      }
    }
  }

  private static void kernelSource(
      List<PacketCase> cases, Fam fam, Scene scene, int net, int input, boolean good) {
    Ip header = Layers.ip(fam.host(net, 5), fam.host(2, 7));
    boolean strict = input == Scene.LAN_STRICT;
    RouteKind kind = scene.done().tables().firstEntry().getValue().getLast().route().type();
    String check = strict ? "strict" : "loose";
    PacketCase.Draft draft =
        row(check + " source check, network " + net + ", mirrored as " + kind, scene)
            .named(fam)
            .in(eth(), header, udp(7, 9))
            .on(input)
            .gives(good ? Reason.FAST_FORWARD : Reason.DROP_SOURCE_CHECK)
            .shows(strict ? Shows.SOURCE_STRICT : Shows.SOURCE_LOOSE);
    cases.add(
        good
            ? draft
                .out(eth(), header.ttl(63), udp(7, 9))
                .counts(Scene.COUNTER_A, Scene.COUNTER_ROUTE)
                .done()
            : draft.done());
  }

  private static NextHop direct(int ifindex) {
    return new NextHop(ifindex, "lan", Bytes.of(), Scene.MTU, false, 0, 0);
  }

  private static Route by(int ifindex) {
    return new Route(RouteKind.UNICAST, 0, List.of(new Hop(direct(ifindex), 1)), 0, 0);
  }

  private static void fast(
      List<PacketCase> cases, Fam fam, String name, Scene scene, int input, Shows shows) {
    cases.add(
        source(fam, name, scene, input, shows)
            .gives(Reason.FAST_FORWARD)
            .out(eth(), fam.to(2).ttl(63), udp(7, 9))
            .counts(Scene.COUNTER_A, Scene.COUNTER_ROUTE)
            .done());
  }

  private static void drop(
      List<PacketCase> cases, Fam fam, String name, Scene scene, int input, Shows shows) {
    cases.add(source(fam, name, scene, input, shows).gives(Reason.DROP_SOURCE_CHECK).done());
  }

  private static PacketCase.Draft source(
      Fam fam, String name, Scene scene, int input, Shows shows) {
    String check =
        switch (input) {
          case Scene.LAN_STRICT -> "strict";
          case Scene.LAN_LOOSE -> "loose";
          default -> "no";
        };
    return row(check + " source check, " + name, scene)
        .named(fam)
        .in(eth(), fam.to(2), udp(7, 9))
        .on(input)
        .shows(shows);
  }
}
