package dev.waymark.dataplane.packet;

import static dev.waymark.dataplane.packet.Layers.eth;
import static dev.waymark.dataplane.packet.Layers.udp;
import static dev.waymark.dataplane.packet.PacketCase.row;

import dev.waymark.dataplane.reference.Config.Action;
import dev.waymark.dataplane.reference.Reason;
import java.util.ArrayList;
import java.util.List;

/** What a rule may look at in the IP header and beside the packet, alone and together. */
final class RuleFieldCases {
  private RuleFieldCases() {}

  private static final int RULE = Scene.COUNTER_RULE;

  static List<PacketCase> all() {
    List<PacketCase> cases = new ArrayList<>();
    RuleCases.a(
        cases, "from", one((fam, match) -> match.from(fam.single(1, 5))), RULE, Shows.RULE_FROM);
    RuleCases.b(
        cases,
        "not from",
        one((fam, match) -> match.from(fam.single(1, 4))),
        RULE + 1,
        Shows.RULE_FROM);
    RuleCases.a(
        cases,
        "from one of several",
        one((fam, match) -> match.from(fam.net(3), fam.net(1), fam.net(4))),
        RULE,
        Shows.RULE_FROM);
    RuleCases.a(
        cases,
        "from everywhere",
        one((fam, match) -> match.from(fam.all())),
        RULE,
        Shows.RULE_FROM);
    RuleCases.a(cases, "to", one((fam, match) -> match.to(fam.subnet(2, 0))), RULE, Shows.RULE_TO);
    RuleCases.b(
        cases, "not to", one((fam, match) -> match.to(fam.subnet(2, 1))), RULE + 1, Shows.RULE_TO);
    RuleCases.b(
        cases,
        "from what is the destination",
        one((fam, match) -> match.from(fam.net(2))),
        RULE + 1,
        Shows.RULE_FROM);
    RuleCases.a(
        cases,
        "by the interface",
        one((fam, match) -> match.in(Scene.LAN_KERNEL)),
        RULE,
        Shows.RULE_INTERFACE);
    RuleCases.a(
        cases,
        "by one of the interfaces",
        one((fam, match) -> match.in(Scene.LAN, Scene.LAN_KERNEL)),
        RULE,
        Shows.RULE_INTERFACE);
    RuleCases.b(
        cases,
        "by another interface",
        one((fam, match) -> match.in(Scene.LAN)),
        RULE + 1,
        Shows.RULE_INTERFACE);
    RuleCases.a(cases, "DSCP 0", one((fam, match) -> match.dscp(0)), RULE, Shows.RULE_DSCP);
    RuleCases.b(
        cases, "not DSCP 0", one((fam, match) -> match.dscp(1, 46, 63)), RULE + 1, Shows.RULE_DSCP);
    for (int dscp : new int[] {1, 46, 63}) {
      cases.addAll(
          Fam.both(fam ->
              row("DSCP " + dscp, one((f, match) -> match.dscp(dscp)))
                  .in(eth(), fam.to(2).dscp(dscp), udp(7, 9))
                  .on(Scene.LAN_KERNEL)
                  .gives(Reason.KERNEL_FORWARD)
                  .mark(Scene.MARK_A)
                  .counts(Scene.COUNTER_A, Scene.COUNTER_ROUTE, RULE)
                  .shows(Shows.RULE_DSCP)));
    }
    cases.add(
        row("DSCP 46, whatever the ECN bits", one((fam, match) -> match.dscp(46)))
            .in(eth(), Layers.v4("10.1.0.5", "10.2.0.7").dscp(46).ecn(3), udp(7, 9))
            .on(Scene.LAN_KERNEL)
            .gives(Reason.KERNEL_FORWARD)
            .mark(Scene.MARK_A)
            .counts(Scene.COUNTER_A, Scene.COUNTER_ROUTE, RULE)
            .shows(Shows.RULE_DSCP)
            .done());
    RuleCases.a(
        cases,
        "all four at once",
        one((fam, match) -> match.from(fam.net(1)).to(fam.net(2)).in(Scene.LAN_KERNEL).dscp(0, 8)),
        RULE,
        Shows.RULE_FIRST);
    RuleCases.b(
        cases,
        "three of four is not enough",
        one((fam, match) -> match.from(fam.net(1)).to(fam.net(2)).in(Scene.LAN).dscp(0, 8)),
        RULE + 1,
        Shows.RULE_FIRST);
    cases.addAll(TransportCases.all());
    return cases;
  }

  /** One narrow rule to A before one for everybody to B. */
  static Scene one(Scene.Narrowing narrow) {
    return RuleCases.tables().rule(Action.LOOKUP, 7, narrow).rule(Action.LOOKUP, 8);
  }
}
