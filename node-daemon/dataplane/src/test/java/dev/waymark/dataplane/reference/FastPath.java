package dev.waymark.dataplane.reference;

import dev.waymark.dataplane.reference.Config.NextHop;
import dev.waymark.dataplane.reference.Config.Route;
import dev.waymark.dataplane.reference.ReferencePath.Arrival;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What the program forwards by itself, and what that changes in a frame. */
final class FastPath {
  private FastPath() {}

  /** Why the kernel must do it; null: the program can. */
  static @Nullable Reason odd(Arrival arrival, Seen seen, Route route, NextHop hop) {
    if (seen.ttl() <= 1) {
      return Reason.KERNEL_TTL;
    }
    if (seen.options()) {
      return Reason.KERNEL_OPTIONS;
    }
    if (seen.later()) {
      return Reason.KERNEL_FRAGMENT;
    }
    if (hop.noL2()) {
      return Reason.KERNEL_NO_L2;
    }
    if (tooLong(arrival, seen, route, hop)) {
      return Reason.KERNEL_MTU;
    }
    return hop.ifindex() == ReferencePath.NO_DEVICE ? Reason.KERNEL_REDIRECT_FAILED : null;
  }

  /** Longer than the way out allows. */
  static boolean tooLong(Arrival arrival, Seen seen, Route route, NextHop hop) {
    int mtu = route.mtu() == 0 ? hop.mtu() : Math.min(route.mtu(), hop.mtu());
    int size = arrival.gsoSize() == 0 ? seen.ipLength() : seen.headers() + arrival.gsoSize();
    return size > mtu;
  }

  /** The frame without what the link added behind the IP packet. */
  static byte[] unpadded(Arrival arrival, Seen seen) {
    byte[] frame = arrival.frame().toArray();
    return arrival.gsoSize() == 0 ? Arrays.copyOf(frame, 14 + seen.ipLength()) : frame;
  }

  /** One less in the TTL or hop limit of the packet in a frame. */
  static void oneHopLess(byte[] frame, boolean v6) {
    if (v6) {
      frame[14 + 7]--;
    } else {
      int before = ReferenceParser.u16(frame, 14 + 8);
      frame[14 + 8]--;
      mendChecksum(frame, 14, before, ReferenceParser.u16(frame, 14 + 8));
    }
  }

  /** RFC 1624, equation 3, written out: what the sender got wrong stays exactly as wrong. */
  static void mendChecksum(byte[] frame, int ip, int before, int after) {
    int sum = (~ReferenceParser.u16(frame, ip + 10) & 0xffff) + (~before & 0xffff) + after;
    sum = (sum & 0xffff) + (sum >>> 16);
    sum = (sum & 0xffff) + (sum >>> 16);
    frame[ip + 10] = (byte) (~sum >>> 8);
    frame[ip + 11] = (byte) ~sum;
  }
}
