package dev.waymark.dataplane.packet;

import static dev.waymark.dataplane.packet.Layers.eth;
import static dev.waymark.dataplane.packet.Layers.hopByHop;
import static dev.waymark.dataplane.packet.Layers.ip;
import static dev.waymark.dataplane.packet.Layers.payload;
import static dev.waymark.dataplane.packet.Layers.udp;
import static dev.waymark.dataplane.packet.PacketCase.row;

import dev.waymark.dataplane.packet.Layer.Icmp;
import dev.waymark.dataplane.reference.Config.Action;
import dev.waymark.dataplane.reference.Reason;
import java.util.ArrayList;
import java.util.List;

/**
 * Packets that are the kernel's whatever any table or rule says: here, all of them say something.
 */
final class ExemptCases {
  private ExemptCases() {}

  private static final Scene EVERYTHING_CLAIMED =
      Scene.scene()
          .both(7, Fam::all, Scene::viaB)
          .both(254, Fam::all, Scene::viaA)
          .rule(Action.LOOKUP, 7);

  static List<PacketCase> all() {
    List<PacketCase> cases = new ArrayList<>();
    exempt(cases, Shows.EXEMPT_LOOPBACK, "10.1.0.5", "127.0.0.1");
    exempt(cases, Shows.EXEMPT_LOOPBACK, "127.255.255.255", "10.2.0.7");
    exempt(cases, Shows.EXEMPT_LOOPBACK, "2001:db8:1::5", "::1");
    exempt(cases, Shows.EXEMPT_LOOPBACK, "::1", "2001:db8:2::7");
    exempt(cases, Shows.EXEMPT_LINK_LOCAL, "10.1.0.5", "169.254.169.254");
    exempt(cases, Shows.EXEMPT_LINK_LOCAL, "169.254.0.1", "10.2.0.7");
    exempt(cases, Shows.EXEMPT_LINK_LOCAL, "2001:db8:1::5", "fe80::7");
    exempt(cases, Shows.EXEMPT_LINK_LOCAL, "febf:ffff::1", "2001:db8:2::7");
    exempt(cases, Shows.EXEMPT_GROUPS, "10.1.0.5", "224.0.0.1");
    exempt(cases, Shows.EXEMPT_GROUPS, "10.1.0.5", "224.0.0.255");
    exempt(cases, Shows.EXEMPT_GROUPS, "2001:db8:1::5", "ff02::1");
    exempt(cases, Shows.EXEMPT_GROUPS, "2001:db8:1::5", "ff01::fb");
    exempt(cases, Shows.EXEMPT_BROADCAST, "10.1.0.5", "255.255.255.255");
    exempt(cases, Shows.EXEMPT_NO_SOURCE, "0.0.0.0", "10.2.0.7");
    exempt(cases, Shows.EXEMPT_NO_SOURCE, "::", "2001:db8:2::7");
    notExempt(cases, "10.1.0.5", "128.0.0.1");
    notExempt(cases, "126.255.255.255", "10.2.0.7");
    notExempt(cases, "169.253.255.255", "169.255.0.0");
    notExempt(cases, "0.0.0.1", "10.2.0.7");
    notExempt(cases, "10.1.0.5", "223.255.255.255");
    notExempt(cases, "2001:db8:1::5", "::2");
    notExempt(cases, "2001:db8:1::5", "fec0::1");
    notExempt(cases, "2001:db8:1::5", "fe7f:ffff::1");
    for (int port : new int[] {67, 68}) {
      cases.add(dhcp(Fam.V4, port, Reason.PASS_EXEMPT));
      cases.add(dhcp(Fam.V6, port, Reason.FAST_FORWARD));
    }
    for (int port : new int[] {546, 547}) {
      cases.add(dhcp(Fam.V6, port, Reason.PASS_EXEMPT));
      cases.add(dhcp(Fam.V4, port, Reason.FAST_FORWARD));
    }
    for (int type = 128; type <= 144; type++) {
      boolean exempt = (type >= 130 && type <= 137) || type == 143;
      cases.add(icmpv6(type, exempt ? Reason.PASS_EXEMPT : Reason.FAST_FORWARD));
    }
    cases.add(
        row("a listener report behind a router alert", EVERYTHING_CLAIMED)
            .in(
                eth(),
                ip("2001:db8:1::5", "2001:db8:2::7").ttl(1),
                hopByHop(),
                new Icmp(true, 143, 0, 0),
                payload(20))
            .gives(Reason.PASS_EXEMPT)
            .shows(Shows.EXEMPT_DISCOVERY)
            .done());
    return cases;
  }

  private static void exempt(List<PacketCase> cases, Shows shows, String from, String to) {
    cases.add(
        row(from + " to " + to + " is the kernel's", EVERYTHING_CLAIMED)
            .in(eth(), ip(from, to), udp(7, 9), payload(16))
            .gives(Reason.PASS_EXEMPT)
            .shows(shows)
            .done());
  }

  private static void notExempt(List<PacketCase> cases, String from, String to) {
    cases.add(
        row(from + " to " + to + " is just beyond and is routed", EVERYTHING_CLAIMED)
            .in(eth(), ip(from, to), udp(7, 9), payload(16))
            .gives(Reason.FAST_FORWARD)
            .out(eth(), ip(from, to).ttl(63), udp(7, 9), payload(16))
            .counts(Scene.COUNTER_B, Scene.COUNTER_ROUTE, Scene.COUNTER_RULE)
            .shows(Shows.FAST_PATH)
            .done());
  }

  private static PacketCase dhcp(Fam fam, int port, Reason reason) {
    boolean exempt = reason == Reason.PASS_EXEMPT;
    PacketCase.Draft row =
        row(
                "UDP to port " + port + (exempt ? " is DHCP" : " is nothing special"),
                EVERYTHING_CLAIMED)
            .named(fam)
            .in(eth(), fam.to(2), udp(67, port), payload(16))
            .gives(reason)
            .shows(Shows.EXEMPT_DHCP);
    return exempt
        ? row.done()
        : row.out(eth(), fam.to(2).ttl(63), udp(67, port), payload(16))
            .counts(Scene.COUNTER_B, Scene.COUNTER_ROUTE, Scene.COUNTER_RULE)
            .done();
  }

  private static PacketCase icmpv6(int type, Reason reason) {
    boolean exempt = reason == Reason.PASS_EXEMPT;
    Icmp message = new Icmp(true, type, 0, 0);
    PacketCase.Draft row =
        row(
                "ICMPv6 type " + type + (exempt ? " is the kernel's" : " is routed"),
                EVERYTHING_CLAIMED)
            .in(eth(), Fam.V6.to(2), message, payload(16))
            .gives(reason)
            .shows(Shows.EXEMPT_DISCOVERY);
    return exempt
        ? row.done()
        : row.out(eth(), Fam.V6.to(2).ttl(63), message, payload(16))
            .counts(Scene.COUNTER_B, Scene.COUNTER_ROUTE, Scene.COUNTER_RULE)
            .done();
  }
}
