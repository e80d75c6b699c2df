package dev.waymark.daemon.resolve;

import dev.waymark.api.net.Address;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What makes a next hop the one it is on this node. Two routes that come to the same share it, with
 * its mark and its kernel table; a change of any part makes another.
 *
 * @param interfaceIndex the kernel's number of the output interface: one that was deleted and made
 *     again is another interface
 * @param gateway absent: the destination itself is the neighbour
 * @param mtu in bytes, where the route's is smaller than the device's; else 0
 */
public record NextHopIdentity(int interfaceIndex, @Nullable Address gateway, int mtu)
    implements Comparable<NextHopIdentity> {

  private static final Comparator<NextHopIdentity> ORDER =
      Comparator.comparingInt(NextHopIdentity::interfaceIndex)
          .thenComparing(NextHopIdentity::gateway, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparingInt(NextHopIdentity::mtu);

  @Override
  public int compareTo(NextHopIdentity other) {
    return ORDER.compare(this, other);
  }
}
