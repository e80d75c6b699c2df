package dev.waymark.dataplane.reference;

import static dev.waymark.dataplane.reference.ReferenceParser.u16;
import static dev.waymark.dataplane.reference.ReferenceParser.u8;

import java.util.List;
import java.util.stream.Stream;

/** What is always the kernel's, whatever the tables say. */
final class Exempt {
  private Exempt() {}

  private static final List<Prefix> EITHER_END =
      prefixes("127.0.0.0/8", "169.254.0.0/16", "::1/128", "fe80::/10");
  private static final List<Prefix> AS_SOURCE =
      prefixes("0.0.0.0/32", "::/128", "224.0.0.0/4", "255.255.255.255/32", "ff00::/8");
  private static final List<Prefix> AS_DESTINATION =
      prefixes(
          "224.0.0.0/24", "255.255.255.255/32", "0.0.0.0/32", "ff01::/16", "ff02::/16", "::/128");

  static boolean addresses(Address source, Address destination) {
    return in(EITHER_END, source)
        || in(EITHER_END, destination)
        || in(AS_SOURCE, source)
        || in(AS_DESTINATION, destination);
  }

  /** DHCP by its destination port: 67 and 68, or 546 and 547. */
  static boolean dhcp(byte[] frame, boolean v6, int protocol, int l4, int end) {
    if (protocol != 17 || l4 + 4 > end) {
      return false;
    }
    int port = u16(frame, l4 + 2);
    return v6 ? port == 546 || port == 547 : port == 67 || port == 68;
  }

  /** Neighbour discovery and multicast listener discovery. */
  static boolean discovery(byte[] frame, int protocol, int l4, int end) {
    if (protocol != 58 || l4 + 1 > end) {
      return false;
    }
    int type = u8(frame, l4);
    return (type >= 130 && type <= 137) || type == 143;
  }

  private static boolean in(List<Prefix> prefixes, Address address) {
    for (Prefix prefix : prefixes) {
      if (address.in(prefix)) {
        return true;
      }
    }
    return false;
  }

  private static List<Prefix> prefixes(String... texts) {
    return Stream.of(texts).map(Prefix::of).toList();
  }
}
