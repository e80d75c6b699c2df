package dev.waymark.daemon.explain;

import dev.waymark.api.net.Address;
import dev.waymark.api.net.Family;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A packet that somebody asks about.
 *
 * @param protocol its number; absent: an echo request, as ping sends it
 * @param sourcePort TCP, UDP and SCTP only; absent: 0
 * @param size of the IP packet, bytes; absent: its headers alone
 */
public record Question(
    Address from,
    Address to,
    @Nullable Integer protocol,
    @Nullable Integer sourcePort,
    @Nullable Integer destinationPort,
    int ttl,
    int dscp,
    @Nullable Integer size) {

  /** The longest IP packet that the kernel's test run takes for certain. */
  public static final int SIZE_MAX = 3500;

  static final int ICMP = 1;
  static final int TCP = 6;
  static final int UDP = 17;
  static final int ICMPV6 = 58;
  static final int SCTP = 132;

  /** What of it makes no packet, in a sentence; empty if all does. */
  public Optional<String> fault() {
    if (from.family() != to.family()) {
      return Optional.of("--from %s and --to %s are of two families".formatted(from, to));
    }
    boolean ports = sourcePort != null || destinationPort != null;
    if (ports && !hasPorts()) {
      return Optional.of("ports need --proto tcp, udp or sctp");
    }
    if (size != null && (size < headerBytes() || size > SIZE_MAX)) {
      return Optional.of(
          "--size %d is not between %d, its headers, and %d, the longest that the kernel runs"
              .formatted(size, headerBytes(), SIZE_MAX));
    }
    return Optional.empty();
  }

  int protocolNumber() {
    return protocol != null ? protocol : from.family() == Family.V4 ? ICMP : ICMPV6;
  }

  boolean hasPorts() {
    int number = protocolNumber();
    return number == TCP || number == UDP || number == SCTP;
  }

  /** Bytes of the IP header and the transport header. */
  int headerBytes() {
    int transport =
        switch (protocolNumber()) {
          case TCP -> 20;
          case UDP, ICMP, ICMPV6 -> 8;
          case SCTP -> 12;
          default -> 0;
        };
    return (from.family() == Family.V4 ? 20 : 40) + transport;
  }
}
