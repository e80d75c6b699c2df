package dev.waymark.dataplane.twin;

import static dev.waymark.dataplane.packet.Layers.eth;
import static dev.waymark.dataplane.packet.Layers.fragment;
import static dev.waymark.dataplane.packet.Layers.ip;
import static dev.waymark.dataplane.packet.Layers.packet;
import static dev.waymark.dataplane.packet.Layers.payload;
import static dev.waymark.dataplane.packet.Layers.raw;
import static dev.waymark.dataplane.packet.Layers.tcp;
import static dev.waymark.dataplane.packet.Layers.udp;
import static dev.waymark.dataplane.packet.Layers.v4;
import static dev.waymark.dataplane.packet.Layers.v6;
import static dev.waymark.dataplane.twin.OddPacket.row;

import dev.waymark.dataplane.packet.Ip;
import dev.waymark.libbpf.testing.Offload;
import dev.waymark.libbpf.testing.Offload.Gso;
import java.util.ArrayList;
import java.util.List;

/** Packets around the MTU of the device and of the route, whole, in parts and joined. */
final class OddSizes {
  private static final int ROUTE_MTU = 1400;
  private static final int LARGE = 5000;

  private OddSizes() {}

  static List<OddPacket> all() {
    List<OddPacket> rows = new ArrayList<>();
    for (boolean v6 : new boolean[] {false, true}) {
      around(rows, v6, 3, TwinRouter.NARROW_MTU, "the device's MTU");
      around(rows, v6, 7, ROUTE_MTU, "the route's MTU");
      joined(rows, v6);
    }
    Ip.V4 to = v4(TwinRouter.v4(1, 5), TwinRouter.v4(3, 7));
    int over = TwinRouter.NARROW_MTU - 20 + 1;
    rows.add(
        row("over the device's MTU, may be fragmented", eth(), to.fragmentable(), payload(over)));
    rows.add(
        row(
            "over the device's MTU, a first fragment",
            eth(),
            to.fragment(0, true),
            raw(17, new byte[1400])));
    rows.add(
        row(
            "over the device's MTU, a last fragment",
            eth(),
            to.fragment(1480, false),
            raw(17, new byte[1400])));
    rows.add(
        row(
            "over the device's MTU, with options",
            eth(),
            to.fragmentable().options(7, 7, 4, 0, 0, 0, 0, 0),
            payload(1400)));
    rows.add(row("over the device's MTU, TTL 1", eth(), to.ttl(1), payload(over)));
    Ip.V6 to6 = v6(TwinRouter.v6(1, 5), TwinRouter.v6(3, 7));
    rows.add(
        row(
            "over the device's MTU, a first IPv6 fragment",
            eth(),
            to6,
            fragment(0, true),
            raw(17, new byte[1400])));
    return rows;
  }

  private static void around(List<OddPacket> rows, boolean v6, int net, int mtu, String what) {
    Ip to = to(v6, net);
    String family = v6 ? " (IPv6)" : " (IPv4)";
    int header = v6 ? 40 : 20;
    for (int off : new int[] {-1, 0, 1, 60}) {
      rows.add(
          row(
              (off == 0 ? "exactly " : off + " bytes over ") + what + family,
              eth(),
              to,
              udp(7, 9),
              payload(mtu - header - 8 + off)));
    }
  }

  private static Ip to(boolean v6, int net) {
    return v6
        ? ip(TwinRouter.v6(1, 5), TwinRouter.v6(net, 7))
        : ip(TwinRouter.v4(1, 5), TwinRouter.v4(net, 7));
  }

  /** A burst of TCP as a sender with offloads hands it over: one frame for many segments. */
  private static void joined(List<OddPacket> rows, boolean v6) {
    String family = v6 ? " (IPv6)" : " (IPv4)";
    int header = v6 ? 40 : 20;
    for (int net : new int[] {2, 3, 7}) {
      for (int segment : new int[] {500, 1400 - header - 20, 1460 - (v6 ? 20 : 0)}) {
        byte[] frame = packet(eth(), to(v6, net), tcp(7, 9), payload(LARGE));
        Offload offload =
            new Offload(14 + header, 16, v6 ? Gso.TCP_V6 : Gso.TCP_V4, 14 + header + 20, segment);
        rows.add(
            OddPacket.joined(
                "TCP segments of %d bytes joined, to network %d%s".formatted(segment, net, family),
                frame,
                offload));
      }
    }
    byte[] unfinished = packet(eth(), to(v6, 2), udp(7, 9), payload(64));
    rows.add(
        OddPacket.joined(
            "a checksum that the device is to make" + family,
            unfinished,
            new Offload(14 + header, 6, Gso.NONE, 0, 0)));
  }
}
