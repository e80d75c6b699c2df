package dev.waymark.dataplane.packet;

import static dev.waymark.dataplane.packet.Layers.eth;
import static dev.waymark.dataplane.packet.Layers.ip;
import static dev.waymark.dataplane.packet.Layers.payload;
import static dev.waymark.dataplane.packet.Layers.portUnreachable;
import static dev.waymark.dataplane.packet.Layers.raw;
import static dev.waymark.dataplane.packet.Layers.udp;
import static dev.waymark.dataplane.packet.PacketCase.row;
import static dev.waymark.dataplane.packet.Scene.scene;

import dev.waymark.dataplane.reference.Config.Action;
import dev.waymark.dataplane.reference.Config.RouteKind;
import dev.waymark.dataplane.reference.Reason;
import java.util.ArrayList;
import java.util.List;

/** Rules: which one acts, what they look at, and how a search goes on. On the Kernel path. */
final class RuleCases {
  private RuleCases() {}

  private static final int RULE = Scene.COUNTER_RULE;

  /** Tables 7 and 8 claim everything by A and B; 9 has nothing for network 2, 10 throws it. */
  static Scene tables() {
    return scene()
        .both(7, Fam::all, Scene::viaA)
        .both(8, Fam::all, Scene::viaB)
        .both(9, fam -> fam.net(99), Scene::viaA)
        .both(10, fam -> fam.net(2), fam -> Scene.of(RouteKind.THROW));
  }

  static List<PacketCase> all() {
    List<PacketCase> cases = new ArrayList<>();
    order(cases);
    actions(cases);
    tries(cases);
    many(cases);
    icmpErrors(cases);
    return cases;
  }

  private static void order(List<PacketCase> cases) {
    a(
        cases,
        "the first of two that match",
        tables().rule(Action.LOOKUP, 7).rule(Action.LOOKUP, 8),
        RULE,
        Shows.RULE_FIRST);
    b(
        cases,
        "the first of two that match, the other way round",
        tables().rule(Action.LOOKUP, 8).rule(Action.LOOKUP, 7),
        RULE,
        Shows.RULE_FIRST);
    b(
        cases,
        "a narrower one behind a wider one never acts",
        tables()
            .rule(Action.LOOKUP, 8)
            .rule(Action.LOOKUP, 7, (fam, match) -> match.to(fam.net(2))),
        RULE,
        Shows.RULE_FIRST);
    b(
        cases,
        "a lookup that finds nothing goes on",
        tables().rule(Action.LOOKUP, 9).rule(Action.LOOKUP, 8),
        RULE + 1,
        Shows.RULE_MISS);
    b(
        cases,
        "a lookup in a table that does not exist goes on",
        tables().rule(Action.LOOKUP, 77).rule(Action.LOOKUP, 8),
        RULE + 1,
        Shows.RULE_MISS);
    b(
        cases,
        "a Throw route goes on",
        tables().rule(Action.LOOKUP, 10).rule(Action.LOOKUP, 8),
        RULE + 1,
        Shows.RULE_THROW);
    cases.addAll(
        Fam.both(fam ->
            row(
                    "no rule finds anything, so 254 answers",
                    tables()
                        .both(254, f -> f.net(2), Scene::viaB)
                        .rule(Action.LOOKUP, 9)
                        .rule(Action.LOOKUP, 10))
                .in(eth(), fam.to(2), udp(7, 9))
                .on(Scene.LAN_KERNEL)
                .gives(Reason.KERNEL_FORWARD)
                .mark(Scene.MARK_B)
                .counts(Scene.COUNTER_B, Scene.COUNTER_ROUTE)
                .shows(Shows.RULE_MISS, Shows.TABLE_MAIN)));
  }

  private static void actions(List<PacketCase> cases) {
    for (int input : new int[] {Scene.LAN, Scene.LAN_KERNEL}) {
      action(cases, input, Action.DROP, Reason.DROP_RULE, 0, Shows.RULE_DROP);
      action(cases, input, Action.PASS, Reason.PASS_RULE, 0, Shows.RULE_PASS);
      action(
          cases, input, Action.REJECT, Reason.KERNEL_REJECT, Scene.REJECT_MARK, Shows.RULE_REJECT);
    }
  }

  private static void action(
      List<PacketCase> cases, int input, Action action, Reason reason, int mark, Shows shows) {
    Scene scene =
        tables()
            .both(254, Fam::all, Scene::viaA)
            .rule(Action.LOOKUP, 8, (fam, match) -> match.dscp(1))
            .rule(action, 0, (fam, match) -> match.to(fam.net(2)));
    String path = input == Scene.LAN ? ", Fast path" : ", Kernel path";
    cases.addAll(
        Fam.both(fam ->
            row(action + path, scene)
                .in(eth(), fam.to(2).ttl(1), udp(7, 9))
                .on(input)
                .marked(0x80)
                .gives(reason)
                .mark(0x80 | mark)
                .counts(RULE + 1)
                .shows(shows)));
  }

  private static void tries(List<PacketCase> cases) {
    Scene eight = tables().both(254, Fam::all, Scene::viaA);
    for (int i = 0; i < 7; i++) {
      eight.rule(Action.LOOKUP, i % 2 == 0 ? 9 : 10);
    }
    eight.rule(Action.LOOKUP, 8);
    b(cases, "the eighth lookup finds something", eight, RULE + 7, Shows.RULE_TRIES);
    Scene onlyEight = tables().both(254, Fam::all, Scene::viaA);
    for (int i = 0; i < 8; i++) {
      onlyEight.rule(Action.LOOKUP, 9);
    }
    cases.addAll(
        Fam.both(fam ->
            row("eight lookups that find nothing end at the kernel, not in 254", onlyEight)
                .in(eth(), fam.to(2), udp(7, 9))
                .on(Scene.LAN_KERNEL)
                .gives(Reason.PASS_RULE_LIMIT)
                .shows(Shows.RULE_TRIES)));
    Scene nine = tables().both(254, Fam::all, Scene::viaA);
    for (int i = 0; i < 8; i++) {
      nine.rule(Action.LOOKUP, i % 2 == 0 ? 9 : 10);
    }
    nine.rule(Action.LOOKUP, 8);
    cases.addAll(
        Fam.both(fam ->
            row("a ninth lookup is not made", nine)
                .in(eth(), fam.to(2), udp(7, 9))
                .on(Scene.LAN_KERNEL)
                .gives(Reason.PASS_RULE_LIMIT)
                .shows(Shows.RULE_TRIES)));
  }

  /** Rules beyond the first word of the bitmaps, and at its edges. */
  private static void many(List<PacketCase> cases) {
    for (int place : new int[] {62, 63, 64, 65, 127, 128, 1022}) {
      Scene scene = tables();
      for (int i = 0; i < place; i++) {
        int other = 100 + i % 100;
        scene.rule(Action.LOOKUP, 7, (fam, match) -> match.to(fam.net(other)));
      }
      scene.rule(Action.LOOKUP, 8, (fam, match) -> match.to(fam.net(2)));
      scene.rule(Action.DROP, 0);
      b(cases, "the rule that matches is number " + place, scene, RULE + place, Shows.RULE_FIRST);
    }
  }

  /**
   * The client's packet to network 2 died on a router of network 3, which says so to the client.
   */
  private static void icmpErrors(List<PacketCase> cases) {
    for (Fam fam : Fam.values()) {
      byte[] quoted = Layers.packet(fam.to(2).ttl(1), udp(4000, 53), payload(8));
      Ip error = ip(fam.host(3, 1), fam.host(1, 5));
      cases.add(
          row(
                  "an ICMP error is matched like an answer to the packet it quotes",
                  tables()
                      .rule(Action.LOOKUP, 8, (f, match) -> match.from(f.net(2)).to(f.net(1)))
                      .rule(Action.LOOKUP, 7))
              .named(fam)
              .in(eth(), error, portUnreachable(error), raw(0, quoted))
              .on(Scene.LAN_KERNEL)
              .gives(Reason.KERNEL_FORWARD)
              .mark(Scene.MARK_B)
              .counts(Scene.COUNTER_B, Scene.COUNTER_ROUTE, RULE)
              .shows(Shows.ODD_ICMP_ERROR)
              .done());
      cases.add(
          row(
                  "an ICMP error that quotes too little is matched as it stands",
                  tables()
                      .rule(Action.LOOKUP, 8, (f, match) -> match.from(f.net(3)))
                      .rule(Action.LOOKUP, 7))
              .named(fam)
              .in(eth(), error, portUnreachable(error), raw(0, Layers.cut(quoted, 12)))
              .on(Scene.LAN_KERNEL)
              .gives(Reason.KERNEL_FORWARD)
              .mark(Scene.MARK_B)
              .counts(Scene.COUNTER_B, Scene.COUNTER_ROUTE, RULE)
              .shows(Shows.ODD_ICMP_ERROR)
              .done());
    }
  }

  static void a(List<PacketCase> cases, String name, Scene scene, int rule, Shows shows) {
    way(cases, name, scene, Scene.MARK_A, Scene.COUNTER_A, rule, shows);
  }

  static void b(List<PacketCase> cases, String name, Scene scene, int rule, Shows shows) {
    way(cases, name, scene, Scene.MARK_B, Scene.COUNTER_B, rule, shows);
  }

  private static void way(
      List<PacketCase> cases,
      String name,
      Scene scene,
      int mark,
      int counter,
      int rule,
      Shows shows) {
    cases.addAll(
        Fam.both(fam ->
            row(name, scene)
                .in(eth(), fam.to(2), udp(7, 9))
                .on(Scene.LAN_KERNEL)
                .gives(Reason.KERNEL_FORWARD)
                .mark(mark)
                .counts(counter, Scene.COUNTER_ROUTE, rule)
                .shows(shows)));
  }
}
