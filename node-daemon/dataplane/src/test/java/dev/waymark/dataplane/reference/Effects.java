package dev.waymark.dataplane.reference;

import dev.waymark.dataplane.reference.ReferencePath.Arrival;
import org.jspecify.annotations.Nullable;

/**
 * What a rule does beside its action.
 *
 * @param suppress of a Lookup: routes to prefixes of this length or shorter do not count; -1: all
 *     do
 * @param dscp the new one; -1: as it is
 * @param mark bits that are set
 * @param limit how much passes
 * @param mirror the interface that copies leave by; 0: none
 */
public record Effects(
    int suppress, int dscp, @Nullable Bits mark, @Nullable Cap limit, int mirror) {
  public static final Effects NONE = new Effects(-1, -1, null, null, 0);

  /** A value under a mask. */
  public record Bits(int value, int mask) {
    boolean hold(int mark) {
      return ((mark ^ value) & mask) == 0;
    }
  }

  /**
   * A limit. The reference has no clock: it says what becomes of a packet that finds its bucket
   * empty, which it does as long as a packet takes longer than its share of the rate.
   */
  public record Cap(boolean bits, long rate, long burst, boolean perSource) {
    boolean isOver(Arrival arrival) {
      long bytes = arrival.frame().length() - 14L;
      return bits ? 8 * bytes > burst : arrival.packets() > burst;
    }
  }

  boolean isOver(Arrival arrival) {
    return limit != null && limit.isOver(arrival);
  }

  /** The packet as the rule leaves it. */
  Arrival on(Arrival arrival, boolean v6) {
    byte[] frame = arrival.frame().toArray();
    if (dscp >= 0 && v6) {
      int word = ReferenceParser.u16(frame, 14);
      put(frame, 14, (word & 0xf03f) | dscp << 6);
    } else if (dscp >= 0) {
      int before = ReferenceParser.u16(frame, 14);
      put(frame, 14, (before & 0xff03) | dscp << 2);
      FastPath.mendChecksum(frame, 14, before, ReferenceParser.u16(frame, 14));
    }
    int marked = mark == null ? arrival.mark() : (arrival.mark() & ~mark.mask()) | mark.value();
    return new Arrival(
        Bytes.of(frame), arrival.ifindex(), arrival.link(), marked, arrival.gsoSize());
  }

  private static void put(byte[] frame, int at, int word) {
    frame[at] = (byte) (word >>> 8);
    frame[at + 1] = (byte) word;
  }
}
