package dev.waymark.dataplane.reference;

import dev.waymark.dataplane.reference.Seen.Flow;
import org.jspecify.annotations.Nullable;

/** A frame read field by field; every length is asked for before a byte is looked at. */
final class ReferenceParser {
  private static final int ETHERNET = 14;
  private static final int MOST_EXTENSIONS = 6;

  private ReferenceParser() {}

  /** An Ethernet frame, or a bare IP packet where {@code l2} is 0. */
  static Seen read(byte[] frame) {
    int type = u16(frame, 12);
    if (type == 0x8100 || type == 0x88a8) {
      return Seen.refused(Reason.PASS_VLAN);
    }
    if (type != 0x0800 && type != 0x86dd) {
      return Seen.refused(Reason.PASS_NOT_IP);
    }
    return type == 0x0800 ? v4(frame, ETHERNET) : v6(frame, ETHERNET);
  }

  private static Seen v4(byte[] frame, int ip) {
    int available = frame.length - ip;
    if (available < 20 || u8(frame, ip) >> 4 != 4) {
      return Seen.refused(Reason.PASS_MALFORMED);
    }
    int header = 4 * (u8(frame, ip) & 0xf);
    int length = u16(frame, ip + 2);
    if (header < 20 || length < header || available < length) {
      return Seen.refused(Reason.PASS_MALFORMED);
    }
    if (header == 20 && !sumIsRight(frame, ip)) {
      return Seen.refused(Reason.PASS_MALFORMED);
    }
    Address source = Address.read(frame, ip + 12, false);
    Address destination = Address.read(frame, ip + 16, false);
    int fragment = u16(frame, ip + 6);
    boolean later = (fragment & 0x1fff) != 0;
    boolean whole = (fragment & 0x3fff) == 0;
    int protocol = u8(frame, ip + 9);
    int l4 = ip + header;
    int end = ip + length;
    Flow flow =
        whole
            ? flow(frame, source, destination, protocol, l4, end)
            : bare(source, destination, protocol);
    Quote quote = whole ? quoted(frame, false, protocol, l4, end) : null;
    Flow quoted = quote == null ? null : quote.flow();
    boolean exempt =
        Exempt.addresses(source, destination)
            || (!later && Exempt.dhcp(frame, false, protocol, l4, end));
    return new Seen(
        null,
        source,
        destination,
        quoted == null ? source : quoted.destination(),
        quoted == null ? destination : quoted.source(),
        u8(frame, ip + 1) >> 2,
        u8(frame, ip + 8),
        length,
        headers(frame, ip, protocol, l4),
        header > 20,
        later,
        exempt,
        quote != null
            ? quote.l4().turned()
            : later ? L4.bare(protocol) : L4.read(frame, protocol, l4, end),
        quote != null,
        !later && protocol == 1 && l4 < end && isError(false, u8(frame, l4)),
        !whole,
        u16(frame, ip + 4),
        !whole && !later && isCut(protocol, l4, end),
        quoted == null ? flow : quoted);
  }

  private static Seen v6(byte[] frame, int ip) {
    int available = frame.length - ip;
    if (available < 40 || u8(frame, ip) >> 4 != 6) {
      return Seen.refused(Reason.PASS_MALFORMED);
    }
    // A length of 0 before a hop-by-hop header is a jumbogram's: it is as long as it is.
    boolean jumbo = u16(frame, ip + 4) == 0 && u8(frame, ip + 6) == 0;
    int length = jumbo ? available : 40 + u16(frame, ip + 4);
    if (available < length) {
      return Seen.refused(Reason.PASS_MALFORMED);
    }
    int end = ip + length;
    Address source = Address.read(frame, ip + 8, true);
    Address destination = Address.read(frame, ip + 24, true);
    Extensions extensions =
        Extensions.walk(frame, u8(frame, ip + 6), ip + 40, end, MOST_EXTENSIONS);
    if (extensions.refused() != null) {
      return Seen.refused(extensions.refused());
    }
    int protocol = extensions.protocol();
    int l4 = extensions.l4();
    boolean whole = !extensions.fragment();
    Flow flow =
        whole
            ? flow(frame, source, destination, protocol, l4, end)
            : bare(source, destination, protocol);
    Quote quote = whole ? quoted(frame, true, protocol, l4, end) : null;
    Flow quoted = quote == null ? null : quote.flow();
    boolean exempt =
        Exempt.addresses(source, destination)
            || (!extensions.later()
                && (Exempt.dhcp(frame, true, protocol, l4, end)
                    || Exempt.discovery(frame, protocol, l4, end)));
    return new Seen(
        null,
        source,
        destination,
        quoted == null ? source : quoted.destination(),
        quoted == null ? destination : quoted.source(),
        (u16(frame, ip) >> 6) & 0x3f,
        u8(frame, ip + 7),
        length,
        headers(frame, ip, protocol, l4),
        extensions.options(),
        extensions.later(),
        exempt,
        quote != null
            ? quote.l4().turned()
            : extensions.later() ? L4.bare(protocol) : L4.read(frame, protocol, l4, ip + length),
        quote != null,
        !extensions.later() && protocol == 58 && l4 < end && isError(true, u8(frame, l4)),
        !whole,
        extensions.id(),
        !whole && !extensions.later() && isCut(protocol, l4, ip + length),
        quoted == null ? flow : quoted);
  }

  private static boolean isCut(int protocol, int l4, int end) {
    return L4.least(protocol) != 0 && l4 + L4.least(protocol) > end;
  }

  /** The packet that an ICMP error quotes, as it stands there. */
  private record Quote(Flow flow, L4 l4) {}

  /**
   * The quote of an ICMP error; null without one. Parts of an error are not looked into: all of
   * them must go one way, and the later ones quote nothing.
   */
  private static @Nullable Quote quoted(byte[] frame, boolean v6, int protocol, int l4, int end) {
    if (protocol != (v6 ? 58 : 1) || l4 + 8 > end || !isError(v6, u8(frame, l4))) {
      return null;
    }
    int ip = l4 + 8;
    if (v6) {
      if (ip + 40 > end || u8(frame, ip) >> 4 != 6) {
        return null;
      }
      Address source = Address.read(frame, ip + 8, true);
      Address destination = Address.read(frame, ip + 24, true);
      int inner = u8(frame, ip + 6);
      return new Quote(
          flow(frame, source, destination, inner, ip + 40, end),
          L4.read(frame, inner, ip + 40, end));
    }
    if (ip + 20 > end || u8(frame, ip) >> 4 != 4 || (u8(frame, ip) & 0xf) < 5) {
      return null;
    }
    Address source = Address.read(frame, ip + 12, false);
    Address destination = Address.read(frame, ip + 16, false);
    int inner = u8(frame, ip + 9);
    int innerL4 = ip + 4 * (u8(frame, ip) & 0xf);
    return (u16(frame, ip + 6) & 0x3fff) != 0
        ? new Quote(bare(source, destination, inner), L4.bare(inner))
        : new Quote(
            flow(frame, source, destination, inner, innerL4, end),
            L4.read(frame, inner, innerL4, end));
  }

  private static boolean isError(boolean v6, int type) {
    return v6 ? type < 128 : type == 3 || type == 4 || type == 5 || type == 11 || type == 12;
  }

  private static Flow flow(
      byte[] frame, Address source, Address destination, int protocol, int l4, int end) {
    boolean ports = protocol == 6 || protocol == 17 || protocol == 132;
    return ports && l4 + 4 <= end
        ? new Flow(source, destination, protocol, u16(frame, l4), u16(frame, l4 + 2))
        : bare(source, destination, protocol);
  }

  private static Flow bare(Address source, Address destination, int protocol) {
    return new Flow(source, destination, protocol, -1, -1);
  }

  private static int headers(byte[] frame, int ip, int protocol, int l4) {
    int transport = protocol == 6 && l4 + 13 <= frame.length ? u8(frame, l4 + 12) / 16 * 4 : 8;
    return l4 - ip + transport;
  }

  /** Ten words that sum up to all ones. */
  private static boolean sumIsRight(byte[] frame, int ip) {
    int sum = 0;
    for (int i = 0; i < 20; i += 2) {
      sum += u16(frame, ip + i);
    }
    return (sum & 0xffff) + (sum >>> 16) == 0xffff;
  }

  static int u8(byte[] bytes, int at) {
    return bytes[at] & 0xff;
  }

  static int u16(byte[] bytes, int at) {
    return (u8(bytes, at) << 8) | u8(bytes, at + 1);
  }
}
