package dev.waymark.dataplane.twin;

import static dev.waymark.dataplane.packet.Layers.eth;
import static dev.waymark.dataplane.packet.Layers.portUnreachable;
import static dev.waymark.dataplane.packet.Layers.raw;
import static dev.waymark.dataplane.twin.OddPacket.row;

import dev.waymark.dataplane.packet.Ip;
import dev.waymark.dataplane.packet.Layers;
import java.util.Arrays;
import java.util.List;

/** Rows that both families have, each with packets of its own. */
final class OddShapes {
  private OddShapes() {}

  /** A fragment of one datagram, with 16 bytes inside. */
  interface Part {
    byte[] of(int offset, boolean more);
  }

  static List<OddPacket> fragments(Part part) {
    byte[] first = part.of(0, true);
    byte[] middle = part.of(16, true);
    byte[] last = part.of(32, false);
    return List.of(
        row("fragments in order", first).and(middle).and(last),
        row("fragments out of order", last).and(first).and(middle),
        row("fragments that overlap", first).and(part.of(8, true)).and(part.of(8, false)));
  }

  /** Every beginning of a frame that has its link-layer header. */
  static OddPacket cutAtEveryLength(byte[] whole) {
    OddPacket cut = row("cut at every length", Layers.cut(whole, 14));
    for (int length = 15; length < whole.length; length++) {
      cut.and(Layers.cut(whole, length));
    }
    return cut;
  }

  /** Errors to {@code to} that quote so many bytes of a packet; -1: all of them. */
  static List<OddPacket> quotes(String error, Ip to, byte[] quoted, int... lengths) {
    return Arrays.stream(lengths)
        .map(length -> length < 0 ? quoted.length : length)
        .mapToObj(length ->
            row(
                error + " that quotes " + length + " bytes",
                eth(),
                to,
                portUnreachable(to),
                raw(0, Layers.cut(quoted, length))))
        .toList();
  }
}
