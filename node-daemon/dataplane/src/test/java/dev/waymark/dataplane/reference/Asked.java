package dev.waymark.dataplane.reference;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a rule asks of a packet's transport header and mark; an empty list or set asks nothing.
 *
 * @param sourcePorts ranges
 * @param icmp types, and codes where they are not -1
 */
public record Asked(
    Set<Integer> protocols,
    List<Range> sourcePorts,
    List<Range> destinationPorts,
    List<Icmp> icmp,
    Effects.@Nullable Bits mark) {
  public static final Asked NOTHING = new Asked(Set.of(), List.of(), List.of(), List.of(), null);

  /** Ports from the first to the last. */
  public record Range(int first, int last) {
    boolean holds(int port) {
      return port >= first && port <= last;
    }
  }

  /** A type of ICMP; code -1: any. */
  public record Icmp(int type, int code) {
    boolean holds(int typeAndCode) {
      return typeAndCode >= 0
          && typeAndCode >> 8 == type
          && (code < 0 || (typeAndCode & 0xff) == code);
    }
  }

  /** Whether it takes more than the IP header to answer. */
  boolean needsTransport() {
    return !sourcePorts.isEmpty() || !destinationPorts.isEmpty() || !icmp.isEmpty();
  }

  boolean holds(L4 l4, int packetMark) {
    return (protocols.isEmpty() || protocols.contains(l4.protocol()))
        && (sourcePorts.isEmpty() || sourcePorts.stream().anyMatch(r -> r.holds(l4.sourcePort())))
        && (destinationPorts.isEmpty()
            || destinationPorts.stream().anyMatch(r -> r.holds(l4.destinationPort())))
        && (icmp.isEmpty() || icmp.stream().anyMatch(i -> i.holds(l4.icmp())))
        && (mark == null || mark.hold(packetMark));
  }
}
