package dev.waymark.dataplane.packet;

import static dev.waymark.dataplane.packet.Layers.eth;
import static dev.waymark.dataplane.packet.Layers.payload;
import static dev.waymark.dataplane.packet.Layers.udp;
import static dev.waymark.dataplane.packet.PacketCase.row;

import dev.waymark.dataplane.reference.Config.Action;
import dev.waymark.dataplane.reference.Config.RouteKind;
import dev.waymark.dataplane.reference.Effects.Cap;
import dev.waymark.dataplane.reference.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What a rule does beside its action, and which routes a Lookup counts as found. */
final class RuleEffectCases {
  private RuleEffectCases() {}

  private static final int RULE = Scene.COUNTER_RULE;
  private static final int THEIRS = 0x20000;

  /** At these rates a bucket is empty again before the next packet comes. */
  private static Cap bits(long burst) {
    return new Cap(true, 1_000_000_000_000L, burst, false);
  }

  static List<PacketCase> all() {
    List<PacketCase> cases = new ArrayList<>();
    dscp(cases);
    marks(cases);
    onlyIfTaken(cases);
    limits(cases);
    mirrors(cases);
    suppress(cases);
    return cases;
  }

  private static void dscp(List<PacketCase> cases) {
    for (int before : new int[] {0, 8, 63}) {
      for (int after : new int[] {0, 46, 63}) {
        Scene scene = RuleCases.tables().rule(Action.LOOKUP, 7, (fam, rule) -> rule.setDscp(after));
        String name = "DSCP " + before + " to " + after;
        cases.addAll(
            Fam.both(fam ->
                row(name + ", Kernel path", scene)
                    .in(eth(), fam.to(2).dscp(before), udp(7, 9), payload(9))
                    .on(Scene.LAN_KERNEL)
                    .gives(Reason.KERNEL_FORWARD)
                    .out(eth(), fam.to(2).dscp(after), udp(7, 9), payload(9))
                    .mark(Scene.MARK_A)
                    .counts(Scene.COUNTER_A, Scene.COUNTER_ROUTE, RULE)
                    .shows(Shows.RULE_SET)));
        cases.addAll(
            Fam.both(fam ->
                row(name + ", Fast path", scene)
                    .in(eth(), fam.to(2).dscp(before), udp(7, 9), payload(9))
                    .gives(Reason.FAST_FORWARD)
                    .out(eth(), fam.to(2).dscp(after).ttl(63), udp(7, 9), payload(9))
                    .counts(Scene.COUNTER_A, Scene.COUNTER_ROUTE, RULE)
                    .shows(Shows.RULE_SET)));
      }
    }
    Scene pass = scenePass();
    cases.add(
        row("DSCP with ECN and options that stay", pass)
            .in(eth(), Layers.v4("10.1.0.5", "10.2.0.7").ecn(3).options(1, 1, 1, 0), udp(7, 9))
            .gives(Reason.PASS_RULE)
            .out(
                eth(),
                Layers.v4("10.1.0.5", "10.2.0.7").dscp(46).ecn(3).options(1, 1, 1, 0),
                udp(7, 9))
            .counts(RULE)
            .shows(Shows.RULE_SET)
            .done());
    cases.add(
        row("DSCP with a flow label that stays", pass)
            .in(eth(), Layers.v6("2001:db8:1::5", "2001:db8:2::7").flowLabel(0xabcde), udp(7, 9))
            .gives(Reason.PASS_RULE)
            .out(
                eth(),
                Layers.v6("2001:db8:1::5", "2001:db8:2::7").flowLabel(0xabcde).dscp(46),
                udp(7, 9))
            .counts(RULE)
            .shows(Shows.RULE_SET)
            .done());
  }

  private static Scene scenePass() {
    return Scene.scene().rule(Action.PASS, 0, (fam, rule) -> rule.setDscp(46));
  }

  private static void marks(List<PacketCase> cases) {
    Scene scene =
        RuleCases.tables().rule(Action.LOOKUP, 7, (fam, rule) -> rule.setMark(THEIRS, 3 * THEIRS));
    cases.addAll(
        Fam.both(fam ->
            row("bits of the mark, beside our own", scene)
                .in(eth(), fam.to(2), udp(7, 9))
                .on(Scene.LAN_KERNEL)
                .marked(2 * THEIRS | 0x80)
                .gives(Reason.KERNEL_FORWARD)
                .mark(THEIRS | 0x80 | Scene.MARK_A)
                .counts(Scene.COUNTER_A, Scene.COUNTER_ROUTE, RULE)
                .shows(Shows.RULE_SET)));
  }

  private static void onlyIfTaken(List<PacketCase> cases) {
    Scene scene =
        RuleCases.tables()
            .rule(
                Action.LOOKUP,
                9,
                (fam, rule) -> rule.setDscp(46).setMark(THEIRS, THEIRS).limit(bits(1)))
            .rule(Action.LOOKUP, 8);
    RuleCases.b(
        cases, "a Lookup that finds nothing changes nothing", scene, RULE + 1, Shows.RULE_SET);
    Scene drop =
        RuleCases.tables().rule(Action.DROP, 0, (f, r) -> r.setDscp(46).setMark(THEIRS, THEIRS));
    cases.addAll(
        Fam.both(fam ->
            row("what is dropped is not changed", drop)
                .in(eth(), fam.to(2), udp(7, 9))
                .gives(Reason.DROP_RULE)
                .counts(RULE)
                .shows(Shows.RULE_SET)));
  }

  private static void limits(List<PacketCase> cases) {
    for (Fam fam : Fam.values()) {
      int bytes = fam.header() + 8 + 100;
      for (boolean over : new boolean[] {false, true}) {
        Scene scene =
            RuleCases.tables()
                .rule(
                    Action.LOOKUP,
                    7,
                    (f, rule) -> rule.setDscp(46).limit(bits(8L * bytes - (over ? 1 : 0))));
        PacketCase.Draft row =
            row(over ? "a bit over the burst" : "exactly the burst", scene)
                .named(fam)
                .in(eth(), fam.to(2), udp(7, 9), payload(100))
                .on(Scene.LAN_KERNEL)
                .shows(Shows.RULE_LIMIT);
        cases.add(
            over
                ? row.gives(Reason.DROP_LIMIT).counts(RULE).done()
                : row.gives(Reason.KERNEL_FORWARD)
                    .out(eth(), fam.to(2).dscp(46), udp(7, 9), payload(100))
                    .mark(Scene.MARK_A)
                    .counts(Scene.COUNTER_A, Scene.COUNTER_ROUTE, RULE)
                    .done());
      }
    }
  }

  /** Nobody listens at the other end; what matters is that the packet itself goes its way. */
  private static void mirrors(List<PacketCase> cases) {
    Scene scene =
        RuleCases.tables()
            .rule(Action.LOOKUP, 7, (fam, rule) -> rule.mirror(Scene.WAN_B).setDscp(1));
    cases.addAll(
        Fam.both(fam ->
            row("a packet of which a copy was made", scene)
                .in(eth(), fam.to(2), udp(7, 9))
                .on(Scene.LAN_KERNEL)
                .gives(Reason.KERNEL_FORWARD)
                .out(eth(), fam.to(2).dscp(1), udp(7, 9))
                .mark(Scene.MARK_A)
                .counts(Scene.COUNTER_A, Scene.COUNTER_ROUTE, RULE)
                .shows(Shows.RULE_MIRROR)));
  }

  private static void suppress(List<PacketCase> cases) {
    for (Fam fam : Fam.values()) {
      int net = fam == Fam.V4 ? 16 : 48;
      suppressed(cases, fam, "the default route", Fam::all, 0, true);
      suppressed(cases, fam, "a longer prefix than the default", f -> f.net(2), 0, false);
      suppressed(cases, fam, "a prefix of that length", f -> f.net(2), net, true);
      suppressed(cases, fam, "a prefix longer by one", f -> f.net(2), net - 1, false);
      suppressed(cases, fam, "a shorter prefix", f -> f.net(2), net + 1, true);
    }
    Scene hidden =
        Scene.scene()
            .both(7, Fam::all, Scene::viaA)
            .both(7, fam -> fam.net(2), fam -> Scene.of(RouteKind.THROW))
            .both(8, Fam::all, Scene::viaB)
            .rule(Action.LOOKUP, 7, (fam, rule) -> rule.suppress(0))
            .rule(Action.LOOKUP, 8);
    RuleCases.b(
        cases,
        "behind a Throw route no shorter one is looked for",
        hidden,
        RULE + 1,
        Shows.RULE_SUPPRESS);
  }

  private static void suppressed(
      List<PacketCase> cases,
      Fam fam,
      String name,
      Function<Fam, String> prefix,
      int length,
      boolean suppressed) {
    Scene scene =
        Scene.scene()
            .both(7, prefix, Scene::viaA)
            .both(8, Fam::all, Scene::viaB)
            .rule(Action.LOOKUP, 7, (f, rule) -> rule.suppress(length))
            .rule(Action.LOOKUP, 8);
    cases.add(
        row(name + (suppressed ? " does not count" : " counts"), scene)
            .named(fam)
            .in(eth(), fam.to(2), udp(7, 9))
            .on(Scene.LAN_KERNEL)
            .gives(Reason.KERNEL_FORWARD)
            .mark(suppressed ? Scene.MARK_B : Scene.MARK_A)
            .counts(
                suppressed ? Scene.COUNTER_B : Scene.COUNTER_A,
                Scene.COUNTER_ROUTE,
                suppressed ? RULE + 1 : RULE)
            .shows(Shows.RULE_SUPPRESS)
            .done());
  }
}
