package dev.waymark.dataplane.twin;

import static dev.waymark.dataplane.packet.Layers.eth;
import static dev.waymark.dataplane.packet.Layers.ip;
import static dev.waymark.dataplane.packet.Layers.payload;
import static dev.waymark.dataplane.packet.Layers.udp;
import static dev.waymark.dataplane.packet.Layers.vlan;
import static dev.waymark.dataplane.twin.OddPacket.row;

import dev.waymark.dataplane.packet.Ip;
import dev.waymark.dataplane.packet.Layer.Icmp;
import dev.waymark.dataplane.packet.Layers;
import java.util.ArrayList;
import java.util.List;

/** Addresses that nobody should have, and frames that are not for the router. */
final class OddAddresses {
  private static final String LINK_LOCAL =
      "link-local addresses are not forwarded (RFC 3927, RFC 4291): the kernel's, which has no"
          + " route";
  private static final String DHCP =
      "DHCP is always the kernel's, which has no route: a relay runs beside the router";
  private static final String DISCOVERY =
      "neighbour discovery and MLD are always the kernel's, which has no route: they speak of one"
          + " link";
  private static final String MARTIAN_SOURCE =
      "sourceCheck Off takes every source that a host may have; Loose and Strict drop it, counted";

  private OddAddresses() {}

  static List<OddPacket> all() {
    List<OddPacket> rows = new ArrayList<>();
    sources(rows);
    destinations(rows);
    frames(rows);
    kernelsOwn(rows);
    return rows;
  }

  private static void sources(List<OddPacket> rows) {
    for (String source :
        List.of(
            "0.0.0.0",
            "0.1.2.3",
            "127.0.0.1",
            "224.0.0.1",
            "239.1.2.3",
            "240.0.0.1",
            "255.255.255.255",
            "10.200.0.9",
            "10.2.0.9",
            "192.0.2.1")) {
      rows.add(from(source));
    }
    rows.add(from("169.254.1.1").differs(LINK_LOCAL));
    for (String own : List.of("10.1.0.1", "10.200.0.254")) {
      rows.add(from(own).differs(Forwarder.FAST, MARTIAN_SOURCE));
    }
    rows.add(
        from("10.1.255.255")
            .differs(
                Forwarder.KERNEL_PATH,
                "a kernel with rules looks at sources more closely: no host is a broadcast address"));
    for (String source :
        List.of(
            "::",
            "::1",
            "ff02::1",
            "ff0e::1",
            "::ffff:10.1.0.5",
            "2001:db8:1::1",
            "2001:db8:200::9",
            "2001:db8:ffff::1",
            "3fff::1",
            "fec0::1")) {
      rows.add(from(source));
    }
    rows.add(from("fe80::5"));
  }

  private static OddPacket from(String source) {
    String to = source.contains(":") ? TwinRouter.v6(2, 7) : TwinRouter.v4(2, 7);
    return row("source " + source, eth(), header(source, to), udp(7, 9), payload(8));
  }

  /** An IPv4 address within an IPv6 one is read as IPv4 by Java. */
  private static Ip header(String source, String destination) {
    if (!source.startsWith("::ffff:")) {
      return ip(source, destination);
    }
    Ip.V6 plain = Layers.v6("::1", destination);
    byte[] mapped = new byte[16];
    mapped[10] = (byte) 0xff;
    mapped[11] = (byte) 0xff;
    System.arraycopy(Layers.address(source.substring(7)).toArray(), 0, mapped, 12, 4);
    return new Ip.V6(
        dev.waymark.dataplane.reference.Bytes.of(mapped),
        plain.destination(),
        plain.trafficClass(),
        plain.flowLabel(),
        plain.ttl());
  }

  private static void destinations(List<OddPacket> rows) {
    for (String destination :
        List.of(
            "0.0.0.0",
            "127.0.0.1",
            "10.1.0.1",
            "10.1.255.255",
            "10.1.0.5",
            "10.200.0.254",
            "10.200.255.255",
            "169.254.1.1",
            "192.0.2.1",
            "224.0.0.5",
            "239.1.2.3",
            "240.0.0.1",
            "255.255.255.255")) {
      rows.add(to(TwinRouter.client(), destination));
    }
    for (String destination :
        List.of(
            "::",
            "::1",
            "2001:db8:1::",
            "2001:db8:1::1",
            "2001:db8:1::5",
            "2001:db8:200::fe",
            "2001:db8:ffff::1",
            "fe80::9",
            "ff01::1",
            "ff02::1",
            "ff05::2",
            "ff0e::1")) {
      rows.add(to(TwinRouter.v6(1, 5), destination));
    }
  }

  private static OddPacket to(String source, String destination) {
    return row("destination " + destination, eth(), ip(source, destination), udp(7, 9), payload(8));
  }

  private static void frames(List<OddPacket> rows) {
    for (boolean v6 : new boolean[] {false, true}) {
      Ip to = routed(v6);
      String family = v6 ? " (IPv6)" : " (IPv4)";
      rows.add(row("frame to another host" + family, eth().to("02:57:4d:00:00:77"), to, udp(7, 9)));
      rows.add(row("broadcast frame" + family, eth().to("ff:ff:ff:ff:ff:ff"), to, udp(7, 9)));
      rows.add(
          row("multicast frame, one host" + family, eth().to("01:00:5e:00:00:09"), to, udp(7, 9)));
      rows.add(row("VLAN tag" + family, eth(), vlan(7), to, udp(7, 9)));
      rows.add(row("VLAN tag, priority only" + family, eth(), vlan(0), to, udp(7, 9)));
      rows.add(row("two VLAN tags" + family, eth(), vlan(7), vlan(8), to, udp(7, 9)));
    }
    rows.add(row("IPv6 in an IPv4 frame", eth().type(0x0800), routed(true), udp(7, 9)));
    rows.add(row("IPv4 in an IPv6 frame", eth().type(0x86dd), routed(false), udp(7, 9)));
    rows.add(row("an unknown EtherType", eth().type(0x88b5), routed(false), udp(7, 9)));
  }

  private static Ip routed(boolean v6) {
    return v6
        ? ip(TwinRouter.v6(1, 5), TwinRouter.v6(2, 7))
        : ip(TwinRouter.v4(1, 5), TwinRouter.v4(2, 7));
  }

  private static void kernelsOwn(List<OddPacket> rows) {
    for (int port : new int[] {67, 68}) {
      rows.add(
          row("UDP to port " + port, eth(), routed(false), udp(68, port), payload(8))
              .differs(DHCP));
    }
    for (int port : new int[] {546, 547}) {
      rows.add(
          row("UDP to port " + port, eth(), routed(true), udp(546, port), payload(8))
              .differs(DHCP));
    }
    for (int type : new int[] {130, 131, 132, 133, 134, 135, 136, 137, 143}) {
      rows.add(
          row(
                  "ICMPv6 type " + type,
                  eth(),
                  routed(true).ttl(255),
                  new Icmp(true, type, 0, 0),
                  payload(16))
              .differs(DISCOVERY));
    }
  }
}
