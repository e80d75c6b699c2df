package dev.waymark.dataplane.reference;

import dev.waymark.dataplane.reference.Config.Hop;
import dev.waymark.dataplane.reference.Config.NextHop;
import dev.waymark.dataplane.reference.Config.Route;
import dev.waymark.dataplane.reference.Outcome.Copy;
import dev.waymark.dataplane.reference.Outcome.Way;
import dev.waymark.dataplane.reference.ReferencePath.Arrival;
import java.util.List;

/** A packet to a group of receivers that has a Multicast route. */
final class ReferenceReplication {
  private final Arrival arrival;
  private final Seen seen;
  private final Route route;

  ReferenceReplication(Arrival arrival, Seen seen, Route route) {
    this.arrival = arrival;
    this.seen = seen;
    this.route = route;
  }

  /** The packet itself stays as it came, but for padding, for the receivers on this host. */
  Outcome outcome(int rule, int table, int tries) {
    Reason reason = reason();
    List<Copy> copies =
        reason == Reason.FAST_MULTICAST
            ? route.hops().stream().map(Hop::nextHop).map(this::copy).toList()
            : List.of();
    Bytes packet =
        reason == Reason.FAST_MULTICAST
            ? Bytes.of(FastPath.unpadded(arrival, seen))
            : arrival.frame();
    Way way = new Way(reason, arrival.mark(), packet);
    return new Outcome(rule, table, tries, route, List.of(), List.of(way), null, copies);
  }

  private Reason reason() {
    if (arrival.ifindex() != route.input()) {
      return Reason.PASS_MULTICAST_INPUT;
    }
    if (seen.ttl() <= 1) {
      return Reason.PASS_MULTICAST_TTL;
    }
    return seen.options() ? Reason.PASS_MULTICAST_OPTIONS : Reason.FAST_MULTICAST;
  }

  private Copy copy(NextHop output) {
    Reason reason =
        FastPath.tooLong(arrival, seen, route, output)
            ? Reason.DROP_MULTICAST_MTU
            : output.ifindex() == ReferencePath.NO_DEVICE
                ? Reason.DROP_MULTICAST_OUTPUT
                : Reason.FAST_MULTICAST;
    return new Copy(output, reason, frame(output));
  }

  private Bytes frame(NextHop output) {
    byte[] frame = FastPath.unpadded(arrival, seen);
    FastPath.oneHopLess(frame, seen.destination().v6());
    System.arraycopy(groupAddress(frame, seen.destination().v6()), 0, frame, 0, 6);
    System.arraycopy(output.mac().toArray(), 0, frame, 6, 6);
    return Bytes.of(frame);
  }

  /** RFC 1112: 01:00:5e and the group's last 23 bits. RFC 2464: 33:33 and its last 32 bits. */
  private static byte[] groupAddress(byte[] frame, boolean v6) {
    int end = 14 + (v6 ? 40 : 20);
    byte third = frame[end - 3];
    return v6
        ? new byte[] {0x33, 0x33, frame[end - 4], third, frame[end - 2], frame[end - 1]}
        : new byte[] {1, 0, 0x5e, (byte) (third & 0x7f), frame[end - 2], frame[end - 1]};
  }
}
