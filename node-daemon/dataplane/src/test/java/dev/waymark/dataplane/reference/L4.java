package dev.waymark.dataplane.reference;

import static dev.waymark.dataplane.reference.ReferenceParser.u16;

/**
 * What rules may ask of a transport header.
 *
 * @param sourcePort 0: there are no ports
 * @param icmp type * 256 + code; {@link #NONE}: it is no ICMP
 */
public record L4(int protocol, int sourcePort, int destinationPort, int icmp) {
  public static final int NONE = -1;

  static L4 bare(int protocol) {
    return new L4(protocol, 0, 0, NONE);
  }

  /** Of the header at {@code l4}, if its first word lies before {@code end}. */
  static L4 read(byte[] frame, int protocol, int l4, int end) {
    if (l4 + 4 > end) {
      return bare(protocol);
    }
    return switch (protocol) {
      case 6, 17, 132 -> new L4(protocol, u16(frame, l4), u16(frame, l4 + 2), NONE);
      case 1, 58 -> new L4(protocol, 0, 0, u16(frame, l4));
      default -> bare(protocol);
    };
  }

  /** The same of an answer. */
  L4 turned() {
    return new L4(
        protocol, /* sourcePort= */ destinationPort, /* destinationPort= */ sourcePort, icmp);
  }

  /** Bytes that a header of the protocol has at least; 0: nothing is asked of it. */
  static int least(int protocol) {
    return switch (protocol) {
      case 6 -> 20;
      case 132 -> 12;
      case 1, 17, 58 -> 8;
      default -> 0;
    };
  }
}
