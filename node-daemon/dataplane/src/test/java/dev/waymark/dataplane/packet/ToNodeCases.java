package dev.waymark.dataplane.packet;

import static dev.waymark.dataplane.packet.Layers.eth;
import static dev.waymark.dataplane.packet.Layers.payload;
import static dev.waymark.dataplane.packet.Layers.raw;
import static dev.waymark.dataplane.packet.Layers.tcp;
import static dev.waymark.dataplane.packet.Layers.udp;
import static dev.waymark.dataplane.packet.PacketCase.row;

import dev.waymark.dataplane.reference.Config.Action;
import dev.waymark.dataplane.reference.Config.RouteKind;
import dev.waymark.dataplane.reference.Effects.Cap;
import dev.waymark.dataplane.reference.Reason;
import java.util.ArrayList;
import java.util.List;

/** Rules for the node's own addresses, which are host 7 of network 2. */
final class ToNodeCases {
  private ToNodeCases() {}

  private static final int RULE = Scene.COUNTER_RULE;

  static Scene node() {
    return RuleCases.tables()
        .both(0, fam -> fam.single(2, 7), fam -> Scene.of(RouteKind.PROTECTED))
        .rule(Action.LOOKUP, 7);
  }

  static List<PacketCase> all() {
    List<PacketCase> cases = new ArrayList<>();
    Scene closed =
        node()
            .toNode(Action.PASS, (fam, rule) -> rule.protocol(Layer.TCP).destinationPorts(22, 22))
            .toNode(Action.DROP, (fam, rule) -> rule.from(fam.net(1)).protocol(Layer.TCP));
    add(cases, "a rule passes it", closed, tcp(4000, 22), Reason.PASS_RULE, RULE);
    add(cases, "a rule drops it", closed, tcp(4000, 23), Reason.DROP_RULE, RULE + 1);
    add(cases, "no rule is about it", closed, udp(4000, 23), Reason.PASS_OWN_ADDRESS, 0);
    Scene limited =
        node()
            .toNode(
                Action.PASS,
                (fam, rule) -> rule.limit(new Cap(true, 1_000_000_000_000L, 100, true)));
    add(cases, "it is over the limit", limited, udp(4000, 9), Reason.DROP_LIMIT, RULE);
    cases.addAll(
        Fam.both(fam ->
            row("rules for the node are not for what it forwards", closed)
                .in(eth(), fam.to(2, 8), tcp(4000, 23), payload(4))
                .on(Scene.LAN_KERNEL)
                .gives(Reason.KERNEL_FORWARD)
                .mark(Scene.MARK_A)
                .counts(Scene.COUNTER_A, Scene.COUNTER_ROUTE, RULE)
                .shows(Shows.TO_NODE)));
    cases.addAll(
        Fam.both(fam ->
            row("rules for what it forwards are not for the node", node())
                .in(eth(), fam.to(2), tcp(4000, 23))
                .gives(Reason.PASS_OWN_ADDRESS)
                .shows(Shows.TO_NODE, Shows.OWN_ADDRESS)));
    cases.addAll(
        Fam.both(fam ->
            row("what is exempt stays exempt", node().toNode(Action.DROP, (f, rule) -> rule))
                .in(eth(), fam.to(2), udp(68, fam == Fam.V4 ? 67 : 547))
                .gives(Reason.PASS_EXEMPT)
                .shows(Shows.TO_NODE, Shows.EXEMPT_DHCP)));
    rejected(cases);
    return cases;
  }

  private static void rejected(List<PacketCase> cases) {
    Scene scene = node().toNode(Action.REJECT, (fam, rule) -> rule.setDscp(46));
    for (Fam fam : Fam.values()) {
      byte[] packet = Layers.packet(fam.to(2).ttl(7).dscp(9), tcp(4000, 23), payload(99));
      Ip back = Layers.ip(fam.host(2, 7), fam.host(1, 5));
      cases.add(
          row("a rejected packet is answered", scene)
              .named(fam)
              .in(eth(), fam.to(2).ttl(7).dscp(9), tcp(4000, 23), payload(99))
              .marked(5)
              .gives(Reason.DROP_REJECT)
              .answers(
                  eth().turned(),
                  back instanceof Ip.V4 v4 ? v4.id(0).tos(0xc0) : back,
                  Layers.prohibited(back),
                  raw(0, Layers.cut(packet, fam.header() + 8)))
              .counts(RULE)
              .shows(Shows.TO_NODE)
              .done());
      silent(cases, fam, "an ICMP error", scene, Layers.portUnreachable(back), raw(0, packet));
      silent(cases, fam, "less than is quoted", scene, raw(253, new byte[7]));
    }
  }

  private static void silent(
      List<PacketCase> cases, Fam fam, String name, Scene scene, Layer... inside) {
    List<Layer> layers = new ArrayList<>(List.of(eth(), fam.to(2)));
    layers.addAll(List.of(inside));
    cases.add(
        row(name + " is rejected without an answer", scene)
            .named(fam)
            .in(layers.toArray(Layer[]::new))
            .gives(Reason.DROP_REJECT)
            .counts(RULE)
            .shows(Shows.TO_NODE)
            .done());
  }

  private static void add(
      List<PacketCase> cases,
      String name,
      Scene scene,
      Layer transport,
      Reason reason,
      int counter) {
    cases.addAll(
        Fam.both(fam ->
            row(name, scene)
                .in(eth(), fam.to(2), transport)
                .gives(reason)
                .counts(counter == 0 ? new Integer[0] : new Integer[] {counter})
                .shows(Shows.TO_NODE)));
  }
}
