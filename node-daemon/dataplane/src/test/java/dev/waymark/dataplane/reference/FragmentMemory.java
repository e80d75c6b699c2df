package dev.waymark.dataplane.reference;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What first fragments had. It belongs to a node, not to a configuration: fragments may come under
 * different ones. It forgets nothing by itself, where the program keeps some thousands: whoever
 * compares the two lets both {@link #forget} in time.
 */
public final class FragmentMemory {
  private final Map<Datagram, L4> seen = new HashMap<>();

  /** A datagram's name: with its protocol in IPv4 (RFC 791), without in IPv6 (RFC 8200). */
  private record Datagram(Address source, Address destination, int id, int protocol) {
    static Datagram of(Seen packet) {
      boolean v6 = packet.source().v6();
      return new Datagram(
          packet.source(),
          packet.destination(),
          packet.fragmentId(),
          v6 ? 0 : packet.l4().protocol());
    }
  }

  /** No first fragment was seen. */
  public void forget() {
    seen.clear();
  }

  void remember(Seen first) {
    if (first.source().v6() || matters(first)) {
      seen.put(Datagram.of(first), first.l4());
    }
  }

  @Nullable L4 recall(Seen later) {
    return seen.get(Datagram.of(later));
  }

  /** Whether a later fragment lacks anything that its first one has. */
  static boolean matters(Seen packet) {
    int protocol = packet.l4().protocol();
    return L4.least(protocol) != 0 || (packet.source().v6() && Extensions.isExtension(protocol));
  }
}
