package dev.waymark.dataplane.twin;

import static dev.waymark.dataplane.packet.Layers.echo;
import static dev.waymark.dataplane.packet.Layers.eth;
import static dev.waymark.dataplane.packet.Layers.patch;
import static dev.waymark.dataplane.packet.Layers.payload;
import static dev.waymark.dataplane.packet.Layers.raw;
import static dev.waymark.dataplane.packet.Layers.tcp;
import static dev.waymark.dataplane.packet.Layers.udp;
import static dev.waymark.dataplane.packet.Layers.v4;
import static dev.waymark.dataplane.twin.OddPacket.row;

import dev.waymark.dataplane.packet.Ip;
import dev.waymark.dataplane.packet.Layer;
import dev.waymark.dataplane.packet.Layers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** IPv4: time to live, options, fragments, checksums, headers that cannot be. */
final class OddIpv4 {
  private static final Ip.V4 TO = v4(TwinRouter.v4(1, 5), TwinRouter.v4(2, 7));

  private OddIpv4() {}

  static List<OddPacket> all() {
    List<OddPacket> rows = new ArrayList<>();
    for (int ttl : new int[] {0, 1, 2, 255}) {
      rows.add(row("TTL " + ttl, eth(), TO.ttl(ttl), udp(7, 9), payload(20)));
    }
    rows.add(row("echo request", eth(), TO, echo(TO, 3), payload(20)));
    rows.add(row("through an IPv6 gateway", eth(), to(5), udp(7, 9), payload(20)));
    rows.add(row("through an IPv6 gateway, TTL 1", eth(), to(5).ttl(1), udp(7, 9), payload(20)));
    rows.add(row("the destination is the neighbour", eth(), to(6), udp(7, 9), payload(20)));
    rows.add(
        row(
                "back by the same interface",
                eth(),
                v4(TwinRouter.client(), TwinRouter.v4(4, 7)),
                udp(7, 9),
                payload(20))
            .differs(
                Forwarder.FAST,
                "no redirects are sent; the Kernel path leaves that to the kernel"));
    options(rows);
    fragments(rows);
    checksums(rows);
    broken(rows);
    quotes(rows);
    return rows;
  }

  private static Ip.V4 to(int net) {
    return v4(TwinRouter.v4(1, 5), TwinRouter.v4(net, 7));
  }

  private static void options(List<OddPacket> rows) {
    Map<String, int[]> options = new LinkedHashMap<>();
    options.put("no operation", new int[] {1, 1, 1, 1});
    options.put("end of options", new int[] {0, 0, 0, 0});
    options.put("record route", new int[] {7, 11, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    options.put("record route, full", new int[] {7, 7, 8, 9, 9, 9, 9, 0});
    options.put("timestamp", new int[] {68, 8, 5, 1, 0, 0, 0, 0});
    options.put(
        "timestamp with addresses, full", new int[] {68, 12, 13, 1, 1, 1, 1, 1, 2, 2, 2, 2});
    options.put("loose source route", new int[] {131, 7, 4, 10, 2, 0, 9, 0});
    options.put("strict source route", new int[] {137, 7, 4, 10, 2, 0, 9, 0});
    options.put("router alert", new int[] {148, 4, 0, 0});
    options.put("unknown", new int[] {94, 4, 1, 2});
    options.put("length 0", new int[] {7, 0, 4, 0});
    options.put("length 1", new int[] {7, 1, 4, 0});
    options.put("length beyond the header", new int[] {7, 39, 4, 0});
    options.put("record route, pointer 0", new int[] {7, 7, 0, 0, 0, 0, 0, 0});
    options.put("two source routes", new int[] {131, 3, 4, 131, 3, 4, 0, 0});
    options.forEach((name, bytes) ->
        rows.add(row("option: " + name, eth(), TO.options(bytes), udp(7, 9), payload(20))));
    rows.add(
        row(
            "option: record route, TTL 1",
            eth(),
            TO.ttl(1).options(7, 11, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0),
            udp(7, 9)));
  }

  private static void fragments(List<OddPacket> rows) {
    rows.addAll(OddShapes.fragments(OddIpv4::part));
    rows.add(row("a fragment of 8 bytes", eth(), TO.fragment(0, true), raw(17, new byte[8])));
    rows.add(row("an empty last fragment", eth(), TO.fragment(64, false)));
    rows.add(
        row("a fragment beyond 65535", eth(), TO.fragment(65528, false), raw(17, new byte[64])));
    byte[] both = part(0, true);
    rows.add(row("do not fragment, and more fragments", reSummed(patch(both, 20, 0x60, 0x00))));
    rows.add(row("the reserved bit", reSummed(patch(part(0, false), 20, 0x80, 0x00))));
  }

  private static byte[] part(int offset, boolean more) {
    return Layers.packet(eth(), TO.fragment(offset, more), raw(17, new byte[16]));
  }

  private static void checksums(List<OddPacket> rows) {
    for (int wanted : new int[] {0, 1, 0xfdff, 0xfefe, 0xfeff, 0xff00, 0xff01, 0xfffe}) {
      rows.add(row("checksum 0x%04x".formatted(wanted), withSum(wanted)));
    }
    rows.add(row("checksum 0xffff for 0x0000", patch(withSum(0), 24, 0xff, 0xff)));
    rows.add(row("a wrong checksum", patch(withSum(0x1234), 24, 0x12, 0x35)));
    rows.add(row("UDP without a checksum", patch(plain(), 40, 0, 0)));
    rows.add(row("UDP with a wrong checksum", patch(plain(), 40, 1, 2)));
  }

  private static byte[] withSum(int wanted) {
    for (int id = 0; id <= 0xffff; id++) {
      byte[] frame = Layers.packet(eth(), TO.id(id), udp(7, 9), payload(20));
      if ((((frame[24] & 0xff) << 8) | (frame[25] & 0xff)) == wanted) {
        return frame;
      }
    }
    throw new IllegalStateException("no id gives the checksum " + wanted);
  }

  private static byte[] plain() {
    return Layers.packet(eth(), TO, udp(7, 9), payload(20));
  }

  private static void broken(List<OddPacket> rows) {
    rows.add(OddShapes.cutAtEveryLength(plain()));
    for (int bytes : new int[] {0, 1, 4, 7}) {
      rows.add(row("UDP of " + bytes + " bytes", eth(), TO, raw(Layer.UDP, new byte[bytes])));
      rows.add(row("TCP of " + bytes + " bytes", eth(), TO, raw(Layer.TCP, new byte[bytes])));
    }
    rows.add(row("version 5", reSummed(patch(plain(), 14, 0x55))));
    rows.add(row("version 6 in an IPv4 frame", reSummed(patch(plain(), 14, 0x65))));
    rows.add(row("header length 4", reSummed(patch(plain(), 14, 0x44))));
    rows.add(row("header longer than the packet", reSummed(patch(plain(), 14, 0x4f))));
    rows.add(row("total length 19", reSummed(patch(plain(), 16, 0, 19))));
    rows.add(row("total length 20", reSummed(patch(plain(), 16, 0, 20))));
    rows.add(row("total length 0", reSummed(patch(plain(), 16, 0, 0))));
    rows.add(row("total length one too long", reSummed(patch(plain(), 16, 0, 49))));
    rows.add(row("padded to the least of Ethernet", java.util.Arrays.copyOf(short4(), 60)));
    rows.add(row("200 bytes behind the packet", java.util.Arrays.copyOf(plain(), 262)));
    for (int protocol : new int[] {0, 2, 4, 41, 47, 50, 51, 132, 255}) {
      rows.add(row("protocol " + protocol, eth(), TO, raw(protocol, new byte[24])));
    }
  }

  private static byte[] short4() {
    return Layers.packet(eth(), TO, tcp(7, 9));
  }

  private static void quotes(List<OddPacket> rows) {
    Ip.V4 quoted = v4(TwinRouter.v4(2, 7), TwinRouter.v4(1, 5));
    byte[] whole = Layers.packet(quoted, udp(9, 7), payload(8));
    rows.addAll(OddShapes.quotes("ICMP error", TO, whole, 0, 8, 19, 20, 24, 28, -1));
  }

  /** The frame with the checksum that its IPv4 header should have, whatever else is wrong. */
  static byte[] reSummed(byte[] frame) {
    byte[] patched = patch(frame, 24, 0, 0);
    int end = Math.min(14 + Math.max(20, 4 * (frame[14] & 0xf)), frame.length);
    int sum = 0;
    for (int i = 14; i + 1 < end; i += 2) {
      sum += ((patched[i] & 0xff) << 8) | (patched[i + 1] & 0xff);
    }
    while (sum > 0xffff) {
      sum = (sum & 0xffff) + (sum >>> 16);
    }
    return patch(patched, 24, ~sum >>> 8, ~sum);
  }
}
