package dev.waymark.dataplane.packet;

import static dev.waymark.dataplane.packet.Layers.destinationOptions;
import static dev.waymark.dataplane.packet.Layers.eth;
import static dev.waymark.dataplane.packet.Layers.payload;
import static dev.waymark.dataplane.packet.Layers.raw;
import static dev.waymark.dataplane.packet.Layers.tcp;
import static dev.waymark.dataplane.packet.Layers.udp;
import static dev.waymark.dataplane.packet.PacketCase.row;

import dev.waymark.dataplane.reference.Config.Action;
import dev.waymark.dataplane.reference.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Fragments under rules that ask for ports: to A for port 53, to B for the rest. */
final class FragmentCases {
  private FragmentCases() {}

  private static final int RULE = Scene.COUNTER_RULE;
  private static final byte[] SHORT = new byte[7];

  static List<PacketCase> all() {
    List<PacketCase> cases = new ArrayList<>();
    for (Fam fam : Fam.values()) {
      followed(cases, fam);
      unknown(cases, fam);
      tiny(cases, fam);
    }
    return cases;
  }

  private static Scene ports() {
    return RuleFieldCases.one((fam, rule) -> rule.protocol(Layer.UDP).destinationPorts(53, 53));
  }

  /** The headers of a fragment of datagram {@code id} to network 2. */
  static Layer[] part(Fam fam, int id, int offset, boolean more, Layer... inside) {
    List<Layer> layers = new ArrayList<>(List.of(eth()));
    if (fam.to(2) instanceof Ip.V4 v4) {
      layers.add(v4.id(id).fragment(offset, more));
    } else {
      layers.add(fam.to(2));
      layers.add(new Layer.Fragment(offset, more, id));
    }
    layers.addAll(Arrays.asList(inside));
    return layers.toArray(Layer[]::new);
  }

  private static Layer later() {
    return raw(Layer.UDP, new byte[] {0, 1, 0, 1, 0, 0, 0, 0});
  }

  private static void followed(List<PacketCase> cases, Fam fam) {
    for (int port : new int[] {53, 54}) {
      cases.add(
          row("a first fragment to port " + port, ports())
              .named(fam)
              .in(part(fam, 100 + port, 0, true, udp(7, port), payload(16)))
              .on(Scene.LAN_KERNEL)
              .gives(Reason.KERNEL_FORWARD)
              .mark(port == 53 ? Scene.MARK_A : Scene.MARK_B)
              .counts(counters(port == 53))
              .shows(Shows.ODD_FRAGMENT_PORTS)
              .done());
      cases.add(
          row("a later fragment, the first one to port " + port, ports())
              .named(fam)
              .after(part(fam, 200 + port, 0, true, udp(7, port), payload(16)))
              .in(part(fam, 200 + port, 24, false, later()))
              .on(Scene.LAN_KERNEL)
              .gives(Reason.KERNEL_FORWARD)
              .mark(port == 53 ? Scene.MARK_A : Scene.MARK_B)
              .counts(counters(port == 53))
              .shows(Shows.ODD_FRAGMENT_PORTS)
              .done());
    }
    if (fam == Fam.V6) {
      Layer behind = raw(Layer.DESTINATION, new byte[8]);
      cases.add(
          row("a later fragment whose first one has the header behind options", ports())
              .named(fam)
              .after(part(fam, 300, 0, true, destinationOptions(), udp(7, 53), payload(16)))
              .in(part(fam, 300, 32, false, behind))
              .on(Scene.LAN_KERNEL)
              .gives(Reason.KERNEL_FORWARD)
              .mark(Scene.MARK_A)
              .counts(counters(true))
              .shows(Shows.ODD_FRAGMENT_PORTS)
              .done());
    }
    cases.add(
        row("a later fragment of what has no ports", ports())
            .named(fam)
            .in(part(fam, 400, 24, false, raw(47, new byte[8])))
            .on(Scene.LAN_KERNEL)
            .gives(Reason.KERNEL_FORWARD)
            .mark(Scene.MARK_B)
            .counts(counters(false))
            .shows(Shows.ODD_FRAGMENT_PORTS)
            .done());
  }

  private static void unknown(List<PacketCase> cases, Fam fam) {
    cases.add(
        row("a later fragment of which nobody saw the first one", ports())
            .named(fam)
            .in(part(fam, 500, 24, false, later()))
            .on(Scene.LAN_KERNEL)
            .gives(Reason.PASS_FRAGMENT_UNKNOWN)
            .shows(Shows.ODD_FRAGMENT_UNKNOWN)
            .done());
    cases.add(
        row("a later fragment of another datagram", ports())
            .named(fam)
            .after(part(fam, 501, 0, true, udp(7, 53), payload(16)))
            .in(part(fam, 502, 24, false, later()))
            .on(Scene.LAN_KERNEL)
            .gives(Reason.PASS_FRAGMENT_UNKNOWN)
            .shows(Shows.ODD_FRAGMENT_UNKNOWN)
            .done());
    cases.add(
        row(
                "without rules that ask for ports nobody needs to have seen it",
                RuleCases.tables()
                    .rule(Action.LOOKUP, 7, (f, rule) -> rule.protocol(Layer.UDP))
                    .rule(Action.LOOKUP, 8))
            .named(fam)
            .in(part(fam, 503, 24, false, later()))
            .on(Scene.LAN_KERNEL)
            .gives(Reason.KERNEL_FORWARD)
            .mark(Scene.MARK_A)
            .counts(counters(true))
            .shows(Shows.ODD_FRAGMENT_UNKNOWN)
            .done());
  }

  private static void tiny(List<PacketCase> cases, Fam fam) {
    Layer halfTcp =
        raw(
            Layer.TCP,
            Layers.cut(
                tcp(7, 53)
                    .over(
                        new byte[0],
                        0,
                        new Layer.Around(fam.to(2).source(), fam.to(2).destination())),
                16));
    for (Layer inside : List.of(raw(Layer.UDP, SHORT), halfTcp)) {
      cases.add(
          row("a first fragment that ends within its header", ports())
              .named(fam)
              .in(part(fam, 600, 0, true, inside))
              .gives(Reason.DROP_FRAG_TINY)
              .shows(Shows.ODD_FRAGMENT_TINY)
              .done());
    }
    cases.add(
        row("a whole packet that ends within its header is not dropped", ports())
            .named(fam)
            .in(eth(), fam.to(2), raw(Layer.UDP, SHORT))
            .on(Scene.LAN_KERNEL)
            .gives(Reason.KERNEL_FORWARD)
            .mark(Scene.MARK_B)
            .counts(counters(false))
            .shows(Shows.ODD_FRAGMENT_TINY)
            .done());
    cases.add(
        row(
                "without rules that ask for ports a tiny fragment is as any",
                RuleCases.tables().rule(Action.LOOKUP, 8))
            .named(fam)
            .in(part(fam, 601, 0, true, raw(Layer.UDP, SHORT)))
            .on(Scene.LAN_KERNEL)
            .gives(Reason.KERNEL_FORWARD)
            .mark(Scene.MARK_B)
            .counts(Scene.COUNTER_B, Scene.COUNTER_ROUTE, RULE)
            .shows(Shows.ODD_FRAGMENT_TINY)
            .done());
  }

  private static Integer[] counters(boolean first) {
    return first
        ? new Integer[] {Scene.COUNTER_A, Scene.COUNTER_ROUTE, RULE}
        : new Integer[] {Scene.COUNTER_B, Scene.COUNTER_ROUTE, RULE + 1};
  }
}
