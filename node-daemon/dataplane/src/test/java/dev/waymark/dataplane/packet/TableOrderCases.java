package dev.waymark.dataplane.packet;

import static dev.waymark.dataplane.packet.Layers.eth;
import static dev.waymark.dataplane.packet.Layers.ip;
import static dev.waymark.dataplane.packet.Layers.udp;
import static dev.waymark.dataplane.packet.PacketCase.row;
import static dev.waymark.dataplane.packet.Scene.scene;

import dev.waymark.dataplane.reference.Config.Action;
import dev.waymark.dataplane.reference.Config.RouteKind;
import dev.waymark.dataplane.reference.Reason;
import java.util.ArrayList;
import java.util.List;

/** Which table, and which prefix of it, answers. All of these come in on the Kernel path. */
final class TableOrderCases {
  private TableOrderCases() {}

  private static final int A = Scene.MARK_A;
  private static final int B = Scene.MARK_B;

  static List<PacketCase> all() {
    List<PacketCase> cases = new ArrayList<>();
    Scene mainAndDefault =
        scene().both(254, fam -> fam.net(2), Scene::viaA).both(253, Fam::all, Scene::viaB);
    to(cases, "254 before 253, though 253 is as wide", mainAndDefault, 2, 7, A, Shows.TABLE_MAIN);
    to(cases, "253 where 254 has nothing", mainAndDefault, 3, 7, B, Shows.TABLE_DEFAULT);
    Scene defaultLonger =
        scene().both(254, Fam::all, Scene::viaA).both(253, fam -> fam.net(2), Scene::viaB);
    to(cases, "254's default before 253's longer", defaultLonger, 2, 7, A, Shows.TABLE_DEFAULT);
    left(cases, "nothing anywhere", scene(), Reason.PASS_NO_ROUTE, Shows.TABLE_NOTHING);
    left(
        cases,
        "a table that no rule names",
        scene().both(7, Fam::all, Scene::viaA).both(252, Fam::all, Scene::viaB),
        Reason.PASS_NO_ROUTE,
        Shows.TABLE_BY_RULE);
    Scene nested =
        scene()
            .both(254, Fam::all, Scene::viaB)
            .both(254, fam -> fam.net(2), Scene::viaA)
            .both(254, fam -> fam.subnet(2, 0), Scene::viaB)
            .both(254, fam -> fam.single(2, 7), Scene::viaA);
    to(cases, "the host's own prefix before its subnet", nested, 2, 7, A, Shows.TABLE_LONGEST);
    to(cases, "its neighbour below by the subnet", nested, 2, 6, B, Shows.TABLE_LONGEST);
    to(cases, "its neighbour above by the subnet", nested, 2, 8, B, Shows.TABLE_LONGEST);
    cases.addAll(
        Fam.both(fam ->
            row("another subnet by the network", nested)
                .in(eth(), ip(fam.host(1, 5), fam.host(2, 1, 7)), udp(7, 9))
                .on(Scene.LAN_KERNEL)
                .gives(Reason.KERNEL_FORWARD)
                .mark(A)
                .counts(Scene.COUNTER_A, Scene.COUNTER_ROUTE)
                .shows(Shows.TABLE_LONGEST)));
    to(cases, "the network below by the default", nested, 1, 7, B, Shows.TABLE_LONGEST);
    to(cases, "the network above by the default", nested, 3, 7, B, Shows.TABLE_LONGEST);
    Scene mirrored =
        scene()
            .both(254, Fam::all, Scene::viaA)
            .both(254, fam -> fam.net(2), fam -> Scene.of(RouteKind.KERNEL));
    left(
        cases,
        "a declared default hides no connected subnet",
        mirrored,
        Reason.PASS_KERNEL_ROUTE,
        Shows.TABLE_KERNEL);
    to(cases, "but serves what lies beside it", mirrored, 3, 7, A, Shows.TABLE_KERNEL);
    Scene kernelDefault =
        scene()
            .both(254, Fam::all, fam -> Scene.of(RouteKind.KERNEL))
            .both(253, Fam::all, Scene::viaA);
    left(
        cases,
        "the kernel's default in 254 ends the search",
        kernelDefault,
        Reason.PASS_KERNEL_ROUTE,
        Shows.TABLE_KERNEL);
    Scene protectedInRule =
        scene()
            .both(7, Fam::all, Scene::viaB)
            .both(7, fam -> fam.net(2), fam -> Scene.of(RouteKind.PROTECTED))
            .both(254, Fam::all, Scene::viaA)
            .rule(Action.LOOKUP, 7);
    left(
        cases,
        "a protected prefix in a rule's table ends the search",
        protectedInRule,
        Reason.PASS_PROTECTED,
        Shows.PROTECTED,
        Scene.COUNTER_RULE);
    own(cases);
    groups(cases);
    return cases;
  }

  private static void own(List<PacketCase> cases) {
    Scene scene =
        scene()
            .both(0, fam -> fam.single(2, 7), fam -> Scene.of(RouteKind.PROTECTED))
            .both(7, Fam::all, fam -> Scene.of(RouteKind.BLACKHOLE))
            .both(254, fam -> fam.single(2, 7), Scene::viaA)
            .rule(Action.LOOKUP, 7);
    cases.addAll(
        Fam.both(fam ->
            row("an own address before every rule", scene)
                .in(eth(), fam.to(2), udp(7, 9))
                .gives(Reason.PASS_OWN_ADDRESS)
                .shows(Shows.OWN_ADDRESS)));
    cases.addAll(
        Fam.both(fam ->
            row("its neighbour is nobody special", scene)
                .in(eth(), fam.to(2, 8), udp(7, 9))
                .gives(Reason.DROP_BLACKHOLE)
                .counts(Scene.COUNTER_ROUTE, Scene.COUNTER_RULE)
                .shows(Shows.OWN_ADDRESS)));
  }

  /** A default route is no way for a group of receivers. */
  private static void groups(List<PacketCase> cases) {
    Scene scene =
        scene()
            .both(7, Fam::all, Scene::viaB)
            .both(254, Fam::all, Scene::viaA)
            .rule(Action.LOOKUP, 7);
    for (String group : List.of("239.1.1.1", "224.0.1.0", "ff05::1", "ff0e::1")) {
      cases.add(
          row("nothing routes the group " + group, scene)
              .in(eth(), ip(group.contains(":") ? "2001:db8:1::5" : "10.1.0.5", group), udp(7, 9))
              .gives(Reason.PASS_NO_ROUTE)
              .shows(Shows.TABLE_NOTHING)
              .done());
    }
  }

  private static void to(
      List<PacketCase> cases, String name, Scene scene, int net, int host, int mark, Shows shows) {
    int counter = mark == A ? Scene.COUNTER_A : Scene.COUNTER_B;
    cases.addAll(
        Fam.both(fam ->
            row(name, scene)
                .in(eth(), fam.to(net, host), udp(7, 9))
                .on(Scene.LAN_KERNEL)
                .gives(Reason.KERNEL_FORWARD)
                .mark(mark)
                .counts(counter, Scene.COUNTER_ROUTE)
                .shows(shows)));
  }

  private static void left(
      List<PacketCase> cases,
      String name,
      Scene scene,
      Reason reason,
      Shows shows,
      Integer... counters) {
    List<Integer> moved = new ArrayList<>(List.of(counters));
    if (reason != Reason.PASS_NO_ROUTE) {
      moved.add(Scene.COUNTER_ROUTE);
    }
    cases.addAll(
        Fam.both(fam ->
            row(name, scene)
                .in(eth(), fam.to(2), udp(7, 9))
                .on(Scene.LAN_KERNEL)
                .marked(0x1)
                .gives(reason)
                .counts(moved.toArray(Integer[]::new))
                .shows(shows)));
  }
}
