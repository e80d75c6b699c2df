package dev.waymark.compiler.model;

import dev.waymark.api.net.Family;
import dev.waymark.api.net.Prefix;
import java.util.Arrays;

/**
 * The destinations of one table and family, each with the number of its way. Immutable, and sorted
 * by address, then length (so that a prefix stands before what it contains), then way.
 *
 * <p>Primitive arrays: 9 bytes an IPv4 route, 21 an IPv6 one. Addresses are left-aligned in two
 * longs as in {@link Prefix}.
 */
public final class RouteList {
  private final Family family;
  private final int[] v4;
  private final long[] hi;
  private final long[] lo;
  private final byte[] lengths;
  private final int[] ways;

  RouteList(Family family, int[] v4, long[] hi, long[] lo, byte[] lengths, int[] ways) {
    this.family = family;
    this.v4 = v4;
    this.hi = hi;
    this.lo = lo;
    this.lengths = lengths;
    this.ways = ways;
  }

  /** No routes. */
  public static RouteList empty(Family family) {
    return new RouteListBuilder(family, 0).build();
  }

  /** Collects routes in any order. */
  public static RouteListBuilder builder(Family family, int expected) {
    return new RouteListBuilder(family, expected);
  }

  /** The family of every destination. */
  public Family family() {
    return family;
  }

  /** The number of routes. */
  public int size() {
    return ways.length;
  }

  /** Whether there is no route. */
  public boolean isEmpty() {
    return ways.length == 0;
  }

  /** The first 64 address bits of route i; IPv4 in the top 32. */
  public long hi(int i) {
    return family == Family.V4 ? (long) v4[i] << 32 : hi[i];
  }

  /** The last 64 address bits of route i; 0 for IPv4. */
  public long lo(int i) {
    return family == Family.V4 ? 0 : lo[i];
  }

  /** The prefix length of route i. */
  public int length(int i) {
    return lengths[i] & 0xff;
  }

  /** The index of route i's way in {@link DesiredTable#ways()}. */
  public int way(int i) {
    return ways[i];
  }

  /** The destination of route i; an object is made for each call. */
  public Prefix prefix(int i) {
    return new Prefix(family, hi(i), lo(i), length(i));
  }

  /** Whether routes i and j have the same destination. */
  public boolean samePrefix(int i, int j) {
    return lengths[i] == lengths[j] && hi(i) == hi(j) && lo(i) == lo(j);
  }

  /** Orders route i of this list against route j of another by destination alone. */
  public int comparePrefix(int i, RouteList other, int j) {
    int byHi = Long.compareUnsigned(hi(i), other.hi(j));
    if (byHi != 0) {
      return byHi;
    }
    int byLo = Long.compareUnsigned(lo(i), other.lo(j));
    return byLo != 0 ? byLo : Integer.compare(length(i), other.length(j));
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof RouteList other
        && family == other.family
        && Arrays.equals(ways, other.ways)
        && Arrays.equals(lengths, other.lengths)
        && Arrays.equals(v4, other.v4)
        && Arrays.equals(hi, other.hi)
        && Arrays.equals(lo, other.lo);
  }

  @Override
  public int hashCode() {
    int addresses =
        family == Family.V4 ? Arrays.hashCode(v4) : 31 * Arrays.hashCode(hi) + Arrays.hashCode(lo);
    return 31 * (31 * addresses + Arrays.hashCode(lengths)) + Arrays.hashCode(ways);
  }

  @Override
  public String toString() {
    return size() + " " + family + " routes";
  }
}
