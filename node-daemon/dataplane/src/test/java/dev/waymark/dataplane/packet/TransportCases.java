package dev.waymark.dataplane.packet;

import static dev.waymark.dataplane.packet.Layers.destinationOptions;
import static dev.waymark.dataplane.packet.Layers.echo;
import static dev.waymark.dataplane.packet.Layers.eth;
import static dev.waymark.dataplane.packet.Layers.ip;
import static dev.waymark.dataplane.packet.Layers.payload;
import static dev.waymark.dataplane.packet.Layers.portUnreachable;
import static dev.waymark.dataplane.packet.Layers.raw;
import static dev.waymark.dataplane.packet.Layers.sctp;
import static dev.waymark.dataplane.packet.Layers.tcp;
import static dev.waymark.dataplane.packet.Layers.udp;
import static dev.waymark.dataplane.packet.PacketCase.row;

import dev.waymark.dataplane.reference.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What a rule may look at in the transport header, and the mark. */
final class TransportCases {
  private static final int TCP = Layer.TCP;
  private static final int UDP = Layer.UDP;

  private final List<PacketCase> cases = new ArrayList<>();

  private TransportCases() {}

  static List<PacketCase> all() {
    TransportCases table = new TransportCases();
    table.protocols();
    table.ports();
    table.icmp();
    table.marks();
    table.errors();
    return table.cases;
  }

  private void protocols() {
    hit("protocol UDP", Shows.RULE_PROTOCOL, rule -> rule.protocol(UDP), udp(7, 9));
    miss("not protocol TCP", Shows.RULE_PROTOCOL, rule -> rule.protocol(TCP), udp(7, 9));
    hit("one of two protocols", Shows.RULE_PROTOCOL, rule -> rule.protocol(TCP, UDP), tcp(7, 9));
    hit(
        "a protocol that nobody knows",
        Shows.RULE_PROTOCOL,
        rule -> rule.protocol(253),
        raw(253, new byte[4]));
    Layer[] behindOptions = {destinationOptions(), udp(7, 9)};
    add(
        Fam.V6,
        "a protocol behind an extension header",
        true,
        Shows.RULE_PROTOCOL,
        rule -> rule.protocol(UDP).destinationPorts(9, 9),
        behindOptions);
  }

  private void ports() {
    for (Layer transport : new Layer[] {udp(1024, 53), tcp(1024, 53), sctp(1024, 53)}) {
      String name = transport.getClass().getSimpleName();
      hit(name + " to a port", Shows.RULE_PORTS, r -> r.destinationPorts(53, 53), transport);
      miss(
          name + " to the next port", Shows.RULE_PORTS, r -> r.destinationPorts(54, 54), transport);
      miss(
          name + " to the port before",
          Shows.RULE_PORTS,
          r -> r.destinationPorts(1, 52),
          transport);
      hit(name + " from a range", Shows.RULE_PORTS, r -> r.sourcePorts(1000, 1024), transport);
      miss(
          name + " not from a range", Shows.RULE_PORTS, r -> r.sourcePorts(1025, 65535), transport);
      hit(
          name + " from and to",
          Shows.RULE_PORTS,
          r -> r.sourcePorts(1, 65535).destinationPorts(53, 60),
          transport);
    }
    hit("the last port", Shows.RULE_PORTS, r -> r.sourcePorts(65535, 65535), udp(65535, 1));
    hit("the first port", Shows.RULE_PORTS, r -> r.destinationPorts(1, 1), udp(65535, 1));
    miss(
        "what has no ports is in no range",
        Shows.RULE_PORTS,
        r -> r.destinationPorts(1, 65535),
        raw(47, new byte[] {0, 53, 0, 53}));
    miss(
        "a header that ends within its ports is in no range",
        Shows.RULE_PORTS,
        r -> r.sourcePorts(1, 65535),
        raw(UDP, new byte[] {0, 53, 0}));
  }

  private void icmp() {
    for (Fam fam : Fam.values()) {
      int type = fam == Fam.V4 ? 8 : 128;
      Layer ping = echo(fam.to(2), 5);
      add(fam, "an echo request", true, Shows.RULE_ICMP, r -> r.icmp(type, -1), ping);
      add(fam, "its code", true, Shows.RULE_ICMP, r -> r.icmp(type, 0), ping);
      add(fam, "not another code", false, Shows.RULE_ICMP, r -> r.icmp(type, 1), ping);
      add(fam, "not the reply", false, Shows.RULE_ICMP, r -> r.icmp(type == 8 ? 0 : 129, -1), ping);
      add(fam, "no ICMP, no type", false, Shows.RULE_ICMP, r -> r.icmp(0, -1), udp(0, 0));
    }
  }

  private void marks() {
    for (Fam fam : Fam.values()) {
      mark(fam, "a mark", 0x5, 0x5, 0xf, true);
      mark(fam, "bits beyond the mask do not count", 0xf5, 0x5, 0xf, true);
      mark(fam, "not another mark", 0x4, 0x5, 0xf, false);
      mark(fam, "no mark at all", 0, 0, -1, true);
      mark(fam, "the highest bit", 0x80000000, 0x80000000, 0x80000000, true);
    }
  }

  private void mark(Fam fam, String name, int carried, int value, int mask, boolean hits) {
    int theirs = carried & ~Scene.MARK_MASK;
    cases.add(
        row(name, RuleFieldCases.one((f, rule) -> rule.mark(value, mask)))
            .named(fam)
            .in(eth(), fam.to(2), udp(7, 9))
            .on(Scene.LAN_KERNEL)
            .marked(carried)
            .gives(Reason.KERNEL_FORWARD)
            .mark(theirs | (hits ? Scene.MARK_A : Scene.MARK_B))
            .counts(counters(hits))
            .shows(Shows.RULE_MARK)
            .done());
  }

  /** An error about the client's packet to network 2, port 53, sent by a router of network 3. */
  private void errors() {
    for (Fam fam : Fam.values()) {
      byte[] quoted = Layers.packet(fam.to(2).ttl(1), udp(4000, 53), payload(8));
      Ip error = ip(fam.host(3, 1), fam.host(1, 5));
      Layer[] layers = {eth(), error, portUnreachable(error), raw(0, quoted)};
      error(fam, "like an answer from the port", layers, true, r -> r.sourcePorts(53, 53));
      error(fam, "like an answer to the port", layers, true, r -> r.destinationPorts(4000, 4000));
      error(fam, "not like the packet itself", layers, false, r -> r.destinationPorts(53, 53));
      error(fam, "as the quoted protocol", layers, true, r -> r.protocol(UDP));
      error(fam, "not as ICMP", layers, false, r -> r.protocol(fam == Fam.V4 ? 1 : 58));
      Layer[] cut = {eth(), error, portUnreachable(error), raw(0, Layers.cut(quoted, 12))};
      error(
          fam, "with too short a quote as ICMP", cut, true, r -> r.icmp(fam == Fam.V4 ? 3 : 1, -1));
    }
  }

  private void error(
      Fam fam, String how, Layer[] layers, boolean hits, Function<RuleDraft, RuleDraft> narrow) {
    cases.add(
        row("an ICMP error is matched " + how, RuleFieldCases.one((f, rule) -> narrow.apply(rule)))
            .named(fam)
            .in(layers)
            .on(Scene.LAN_KERNEL)
            .gives(Reason.KERNEL_FORWARD)
            .mark(hits ? Scene.MARK_A : Scene.MARK_B)
            .counts(counters(hits))
            .shows(Shows.ODD_ICMP_ERROR)
            .done());
  }

  private void hit(
      String name, Shows shows, Function<RuleDraft, RuleDraft> narrow, Layer... transport) {
    for (Fam fam : Fam.values()) {
      add(fam, name, true, shows, narrow, transport);
    }
  }

  private void miss(
      String name, Shows shows, Function<RuleDraft, RuleDraft> narrow, Layer... transport) {
    for (Fam fam : Fam.values()) {
      add(fam, name, false, shows, narrow, transport);
    }
  }

  private void add(
      Fam fam,
      String name,
      boolean hits,
      Shows shows,
      Function<RuleDraft, RuleDraft> narrow,
      Layer... transport) {
    List<Layer> layers = new ArrayList<>(List.of(eth(), fam.to(2)));
    layers.addAll(List.of(transport));
    cases.add(
        row(name, RuleFieldCases.one((f, rule) -> narrow.apply(rule)))
            .named(fam)
            .in(layers.toArray(Layer[]::new))
            .on(Scene.LAN_KERNEL)
            .gives(Reason.KERNEL_FORWARD)
            .mark(hits ? Scene.MARK_A : Scene.MARK_B)
            .counts(counters(hits))
            .shows(shows)
            .done());
  }

  private static Integer[] counters(boolean hits) {
    return hits
        ? new Integer[] {Scene.COUNTER_A, Scene.COUNTER_ROUTE, Scene.COUNTER_RULE}
        : new Integer[] {Scene.COUNTER_B, Scene.COUNTER_ROUTE, Scene.COUNTER_RULE + 1};
  }
}
