package dev.waymark.dataplane.packet;

import static dev.waymark.dataplane.packet.Layers.cut;
import static dev.waymark.dataplane.packet.Layers.destinationOptions;
import static dev.waymark.dataplane.packet.Layers.eth;
import static dev.waymark.dataplane.packet.Layers.packet;
import static dev.waymark.dataplane.packet.Layers.patch;
import static dev.waymark.dataplane.packet.Layers.payload;
import static dev.waymark.dataplane.packet.Layers.portUnreachable;
import static dev.waymark.dataplane.packet.Layers.raw;
import static dev.waymark.dataplane.packet.Layers.tcp;
import static dev.waymark.dataplane.packet.Layers.udp;
import static dev.waymark.dataplane.packet.PacketCase.row;

import dev.waymark.dataplane.reference.Reason;
import java.util.ArrayList;
import java.util.List;

/**
 * Packets that lie about themselves or end too early: the kernel's to judge. Everything is claimed
 * by a Fast path here, so what the program reads wrongly would leave.
 *
 * <p>No row is shorter than an IP header: the kernel's test run refuses to make such a packet.
 */
final class MalformedCases {
  private MalformedCases() {}

  private static final Scene CLAIMED = Scene.scene().both(254, Fam::all, Scene::viaA);
  private static final int IP = 14;

  static List<PacketCase> all() {
    List<PacketCase> cases = new ArrayList<>();
    for (Fam fam : Fam.values()) {
      byte[] udp = packet(eth(), fam.to(2), udp(7, 9), payload(10));
      for (int length = IP + fam.header(); length < udp.length; length++) {
        malformed(cases, fam, "UDP cut at " + length + " bytes", cut(udp, length));
      }
      byte[] tcp = packet(eth(), fam.to(2), tcp(7, 9), payload(4));
      for (int length = IP + fam.header(); length < tcp.length; length++) {
        malformed(cases, fam, "TCP cut at " + length + " bytes", cut(tcp, length));
      }
      byte[] quoted = packet(fam.to(9), udp(4000, 53), payload(8));
      byte[] error = packet(eth(), fam.to(2), portUnreachable(fam.to(2)), raw(0, quoted));
      for (int length = IP + fam.header(); length < error.length; length++) {
        malformed(cases, fam, "an ICMP error cut at " + length + " bytes", cut(error, length));
      }
      for (int version : new int[] {0, 1, 5, 7, 15}) {
        int second = fam == Fam.V4 ? 5 : 0;
        malformed(cases, fam, "version " + version, patch(udp, IP, (version << 4) | second));
      }
      malformed(
          cases, fam, "the other family's version", patch(udp, IP, fam == Fam.V4 ? 0x65 : 0x40));
    }
    byte[] four = packet(eth(), Fam.V4.to(2), udp(7, 9), payload(10));
    for (int words = 0; words < 5; words++) {
      malformed(cases, Fam.V4, "a header of " + words + " words", patch(four, IP, 0x40 | words));
    }
    malformed(cases, Fam.V4, "a wrong checksum", patch(four, IP + 10, 0xde, 0xad));
    malformed(cases, Fam.V4, "a header longer than the packet", patch(four, IP, 0x4f));
    malformed(cases, Fam.V4, "a total length of 0", patch(four, IP + 2, 0, 0));
    malformed(cases, Fam.V4, "a total length below the header", patch(four, IP + 2, 0, 19));
    malformed(cases, Fam.V4, "a total length of one too many", patch(four, IP + 2, 0, 39));
    byte[] six = packet(eth(), Fam.V6.to(2), udp(7, 9), payload(10));
    malformed(cases, Fam.V6, "a payload length of one too many", patch(six, IP + 4, 0, 19));
    malformed(cases, Fam.V6, "a payload length of 65535", patch(six, IP + 4, 0xff, 0xff));
    byte[] extended =
        packet(eth(), Fam.V6.to(2), destinationOptions(), destinationOptions(), udp(7, 9));
    for (int length = IP + 40; length < extended.length; length++) {
      malformed(cases, Fam.V6, "extension headers cut at " + length, cut(extended, length));
    }
    return cases;
  }

  private static void malformed(List<PacketCase> cases, Fam fam, String name, byte[] packet) {
    cases.add(
        row(name, CLAIMED)
            .named(fam)
            .in(packet)
            .gives(Reason.PASS_MALFORMED)
            .shows(Shows.MALFORMED)
            .done());
  }
}
