package dev.waymark.dataplane.classifier;

import java.util.ArrayList;
import java.util.List;

/** Ranges of ports, types and marks as prefixes of the keys that tries are asked for. */
final class Ranges {
  private static final int PORT_BITS = 16;
  private static final int ICMP_BITS = 17;

  private Ranges() {}

  /** At most 30 prefixes of 16 bits for a range. */
  static List<Match.Prefix> ports(List<Transport.PortRange> ranges) {
    List<Match.Prefix> prefixes = new ArrayList<>();
    for (Transport.PortRange range : ranges) {
      int at = range.first();
      while (at <= range.last()) {
        // The largest block that begins here and does not end behind the range.
        int bits = Integer.numberOfTrailingZeros(at);
        while (at + (1 << bits) - 1 > range.last()) {
          bits--;
        }
        prefixes.add(prefix(at, PORT_BITS, PORT_BITS - bits));
        at += 1 << bits;
      }
    }
    return prefixes;
  }

  /** A set bit, type and code: so that no key is 0, which packets without them have. */
  static List<Match.Prefix> icmp(List<Transport.IcmpType> types) {
    List<Match.Prefix> prefixes = new ArrayList<>();
    for (Transport.IcmpType one : types) {
      boolean any = one.code() == Transport.IcmpType.ANY_CODE;
      int key = 1 << 16 | one.type() << 8 | (any ? 0 : one.code());
      prefixes.add(prefix(key, ICMP_BITS, any ? 9 : ICMP_BITS));
    }
    return prefixes;
  }

  static Match.Prefix mark(MarkBits mark) {
    return prefix(mark.value(), Integer.SIZE, Integer.SIZE);
  }

  private static Match.Prefix prefix(int value, int width, int length) {
    return new Match.Prefix(Integer.toUnsignedLong(value) << (Long.SIZE - width), 0, length);
  }
}
