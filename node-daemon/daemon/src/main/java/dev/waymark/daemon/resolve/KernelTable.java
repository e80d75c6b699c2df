package dev.waymark.daemon.resolve;

import dev.waymark.api.net.Family;
import dev.waymark.api.net.Prefix;
import java.util.List;

/**
 * One table of the kernel's in one family at one moment: prefixes ascending (bits, then length,
 * then metric), each with the index of its way. Immutable, and in primitive arrays: a full table of
 * the Internet's is one of these.
 *
 * <p>Two are equal only if they are the same: one that did not change is handed out again.
 */
public final class KernelTable {

  private final Family family;
  private final long[] hi;
  private final long[] lo;
  private final byte[] length;
  private final int[] way;
  private final List<KernelWay> ways;

  /**
   * Takes the arrays over: nobody changes them any more.
   *
   * @param ways may hold ways that no route has, and grow at its end later
   */
  public KernelTable(
      Family family, long[] hi, long[] lo, byte[] length, int[] way, List<KernelWay> ways) {
    this.family = family;
    this.hi = hi;
    this.lo = lo;
    this.length = length;
    this.way = way;
    this.ways = ways;
  }

  /** A table without routes. */
  public static KernelTable empty(Family family) {
    return new KernelTable(family, new long[0], new long[0], new byte[0], new int[0], List.of());
  }

  public Family family() {
    return family;
  }

  public int size() {
    return way.length;
  }

  public long hi(int i) {
    return hi[i];
  }

  public long lo(int i) {
    return lo[i];
  }

  /** In bits. */
  public int length(int i) {
    return length[i] & 0xff;
  }

  /** The destination of route i; an object is made for each call. */
  public Prefix prefix(int i) {
    return new Prefix(family, hi[i], lo[i], length(i));
  }

  /** Index into {@link #ways}. */
  public int wayIndex(int i) {
    return way[i];
  }

  public KernelWay way(int i) {
    return ways.get(way[i]);
  }

  public List<KernelWay> ways() {
    return ways;
  }
}
