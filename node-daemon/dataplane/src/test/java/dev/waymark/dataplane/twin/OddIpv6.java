package dev.waymark.dataplane.twin;

import static dev.waymark.dataplane.packet.Layers.destinationOptions;
import static dev.waymark.dataplane.packet.Layers.echo;
import static dev.waymark.dataplane.packet.Layers.eth;
import static dev.waymark.dataplane.packet.Layers.fragment;
import static dev.waymark.dataplane.packet.Layers.patch;
import static dev.waymark.dataplane.packet.Layers.payload;
import static dev.waymark.dataplane.packet.Layers.raw;
import static dev.waymark.dataplane.packet.Layers.udp;
import static dev.waymark.dataplane.packet.Layers.v6;
import static dev.waymark.dataplane.twin.OddPacket.row;

import dev.waymark.dataplane.packet.Ip;
import dev.waymark.dataplane.packet.Layer;
import dev.waymark.dataplane.packet.Layers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** IPv6: hop limit, every extension header, fragments, lengths that cannot be. */
final class OddIpv6 {
  private static final Ip.V6 TO = v6(TwinRouter.v6(1, 5), TwinRouter.v6(2, 7));
  private static final int IP = 14;

  private OddIpv6() {}

  static List<OddPacket> all() {
    List<OddPacket> rows = new ArrayList<>();
    for (int hops : new int[] {0, 1, 2, 255}) {
      rows.add(row("hop limit " + hops, eth(), TO.ttl(hops), udp(7, 9), payload(20)));
    }
    rows.add(row("echo request", eth(), TO, echo(TO, 3), payload(20)));
    rows.add(row("flow label", eth(), TO.flowLabel(0xabcde), udp(7, 9), payload(20)));
    rows.add(row("the destination is the neighbour", eth(), to(6), udp(7, 9), payload(20)));
    rows.add(row("back by the same interface", eth(), to(4), udp(7, 9), payload(20)));
    hopByHop(rows);
    extensions(rows);
    fragments(rows);
    lengths(rows);
    quotes(rows);
    return rows;
  }

  private static Ip.V6 to(int net) {
    return v6(TwinRouter.v6(1, 5), TwinRouter.v6(net, 7));
  }

  private static void hopByHop(List<OddPacket> rows) {
    Map<String, int[]> options = new LinkedHashMap<>();
    options.put("padding", new int[] {1, 4, 0, 0, 0, 0});
    options.put("router alert", new int[] {5, 2, 0, 0, 1, 0});
    options.put("jumbo payload of 70000", new int[] {0xc2, 4, 0, 1, 0x11, 0x70});
    options.put("jumbo payload of 20", new int[] {0xc2, 4, 0, 0, 0, 20});
    options.put("unknown, skip it", new int[] {0x1e, 4, 1, 2, 3, 4});
    options.put("unknown, discard", new int[] {0x5e, 4, 1, 2, 3, 4});
    options.put("unknown, discard and tell", new int[] {0x9e, 4, 1, 2, 3, 4});
    options.put("unknown, tell unless multicast", new int[] {0xde, 4, 1, 2, 3, 4});
    options.put("option longer than the header", new int[] {1, 40, 0, 0, 0, 0});
    options.forEach((name, bytes) ->
        rows.add(
            row(
                "hop-by-hop: " + name,
                eth(),
                TO,
                extension(Layer.HOP_BY_HOP, Layer.UDP, 0, bytes),
                udp(7, 9),
                payload(12))));
    rows.add(
        row(
            "hop-by-hop header longer than the packet",
            eth(),
            TO,
            extension(Layer.HOP_BY_HOP, Layer.UDP, 20, 1, 4, 0, 0, 0, 0),
            udp(7, 9)));
    rows.add(
        row(
            "hop-by-hop behind destination options",
            eth(),
            TO,
            destinationOptions(),
            extension(Layer.HOP_BY_HOP, Layer.UDP, 0, 1, 4, 0, 0, 0, 0),
            udp(7, 9)));
    rows.add(
        row(
            "hop-by-hop, hop limit 1",
            eth(),
            TO.ttl(1),
            extension(Layer.HOP_BY_HOP, Layer.UDP, 0, 1, 4, 0, 0, 0, 0),
            udp(7, 9)));
  }

  private static void extensions(List<OddPacket> rows) {
    for (int type : new int[] {0, 2, 3, 4, 77}) {
      for (int left : new int[] {0, 1}) {
        rows.add(
            row(
                "routing header type " + type + ", " + left + " left",
                eth(),
                TO,
                extension(Layer.ROUTING, Layer.UDP, 2, routing(type, left)),
                udp(7, 9),
                payload(12)));
      }
    }
    rows.add(row("destination options", eth(), TO, destinationOptions(), udp(7, 9)));
    rows.add(
        row(
            "unknown destination option, discard and tell",
            eth(),
            TO,
            extension(Layer.DESTINATION, Layer.UDP, 0, 0x9e, 4, 1, 2, 3, 4),
            udp(7, 9)));
    Map<String, Integer> numbers = new LinkedHashMap<>();
    numbers.put("authentication header", 51);
    numbers.put("encapsulating security payload", 50);
    numbers.put("mobility header", 135);
    numbers.put("host identity protocol", 139);
    numbers.put("shim6", 140);
    numbers.put("no next header", 59);
    numbers.put("IPv6 in IPv6", 41);
    numbers.put("protocol 253", 253);
    numbers.forEach((name, number) ->
        rows.add(
            row(name, eth(), TO, extension(number, Layer.UDP, 0, 1, 4, 0, 0, 0, 0), udp(7, 9))));
    for (int count : new int[] {6, 7, 30}) {
      List<Layer> layers = new ArrayList<>(List.of(eth(), TO));
      for (int i = 0; i < count; i++) {
        layers.add(destinationOptions());
      }
      layers.add(udp(7, 9));
      OddPacket many = row(count + " extension headers", layers.toArray(Layer[]::new));
      rows.add(
          count <= 6
              ? many
              : many.differs(
                  "more than six extension headers are not walked: the kernel's, which has no"
                      + " route"));
    }
    for (int bytes : new int[] {0, 1, 3}) {
      rows.add(
          row(
                  "destination options of " + bytes + " bytes, then the end",
                  eth(),
                  TO,
                  raw(Layer.DESTINATION, new byte[bytes]))
              .differs("a header that is cut short is the kernel's to judge, which has no route"));
    }
    rows.add(
        row(
            "destination options longer than the packet",
            eth(),
            TO,
            extension(Layer.DESTINATION, Layer.UDP, 40, 1, 4, 0, 0, 0, 0),
            udp(7, 9)));
  }

  /** Without a length or addresses that are right. */
  private static int[] routing(int type, int left) {
    int[] content = new int[22];
    content[0] = type;
    content[1] = left;
    byte[] next = Layers.address(TwinRouter.v6(2, 9)).toArray();
    for (int i = 0; i < 16; i++) {
      content[6 + i] = next[i] & 0xff;
    }
    return content;
  }

  private static Layer extension(int number, int next, int words, int... content) {
    byte[] bytes = new byte[2 + content.length];
    bytes[0] = (byte) next;
    bytes[1] = (byte) words;
    for (int i = 0; i < content.length; i++) {
      bytes[2 + i] = (byte) content[i];
    }
    return raw(number, bytes);
  }

  private static void fragments(List<OddPacket> rows) {
    rows.addAll(OddShapes.fragments(OddIpv6::part));
    rows.add(row("a whole packet with a fragment header", part(0, false)));
    rows.add(row("a fragment of 8 bytes", eth(), TO, fragment(0, true), raw(17, new byte[8])));
    rows.add(row("an empty last fragment", eth(), TO, fragment(64, false), raw(17, new byte[0])));
    rows.add(
        row("a fragment of no multiple of 8", eth(), TO, fragment(0, true), raw(17, new byte[13])));
    rows.add(
        row("a fragment header cut short", eth(), TO, raw(Layer.FRAGMENT, new byte[] {17, 0, 0}))
            .differs("a header that is cut short is the kernel's to judge, which has no route"));
  }

  private static byte[] part(int offset, boolean more) {
    return Layers.packet(eth(), TO, fragment(offset, more), raw(17, new byte[16]));
  }

  private static void lengths(List<OddPacket> rows) {
    byte[] plain = Layers.packet(eth(), TO, udp(7, 9), payload(20));
    rows.add(OddShapes.cutAtEveryLength(plain));
    rows.add(row("version 4 in an IPv6 frame", patch(plain, IP, 0x40)));
    rows.add(row("version 7", patch(plain, IP, 0x70)));
    rows.add(row("payload length 0", patch(plain, IP + 4, 0, 0)));
    rows.add(row("payload length 1", patch(plain, IP + 4, 0, 1)));
    rows.add(row("payload length one too long", patch(plain, IP + 4, 0, 29)));
    rows.add(row("payload length one too short", patch(plain, IP + 4, 0, 27)));
    rows.add(row("nothing behind the header", eth(), TO));
    rows.add(row("padded to the least of Ethernet", Arrays.copyOf(header(), 60)));
    rows.add(row("200 bytes behind the packet", Arrays.copyOf(plain, 282)));
    rows.add(row("UDP without a checksum", patch(plain, IP + 46, 0, 0)));
  }

  private static byte[] header() {
    return Layers.packet(eth(), TO, raw(Layer.NO_NEXT, new byte[0]));
  }

  private static void quotes(List<OddPacket> rows) {
    Ip.V6 quoted = v6(TwinRouter.v6(2, 7), TwinRouter.v6(1, 5));
    byte[] whole = Layers.packet(quoted, udp(9, 7), payload(8));
    rows.addAll(OddShapes.quotes("ICMPv6 error", TO, whole, 0, 8, 39, 40, 44, 48, -1));
  }
}
