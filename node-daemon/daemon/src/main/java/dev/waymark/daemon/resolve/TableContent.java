package dev.waymark.daemon.resolve;

import dev.waymark.api.net.Family;
import java.util.Arrays;

/**
 * One table of one family: prefixes in ascending order (bits, then length), each with the index of
 * its route in {@link ResolvedState#routes}. Address bits are left-aligned in two longs.
 */
public final class TableContent {

  private final int table;
  private final Family family;
  private final long[] hi;
  private final long[] lo;
  private final byte[] length;
  private final int[] route;

  private TableContent(Builder b) {
    table = b.table;
    family = b.family;
    hi = Arrays.copyOf(b.hi, b.size);
    lo = Arrays.copyOf(b.lo, b.size);
    length = Arrays.copyOf(b.length, b.size);
    route = Arrays.copyOf(b.route, b.size);
  }

  public int table() {
    return table;
  }

  public Family family() {
    return family;
  }

  public int size() {
    return route.length;
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

  /** Index into {@link ResolvedState#routes}. */
  public int route(int i) {
    return route[i];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TableContent that
        && table == that.table
        && family == that.family
        && Arrays.equals(route, that.route)
        && Arrays.equals(length, that.length)
        && Arrays.equals(hi, that.hi)
        && Arrays.equals(lo, that.lo);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * table + Arrays.hashCode(hi)) + Arrays.hashCode(route);
  }

  /** Collects prefixes that come in ascending order. */
  static final class Builder {
    private final int table;
    private final Family family;
    private long[] hi;
    private long[] lo;
    private byte[] length;
    private int[] route;
    private int size;

    Builder(int table, Family family, int expected) {
      this.table = table;
      this.family = family;
      hi = new long[expected];
      lo = new long[expected];
      length = new byte[expected];
      route = new int[expected];
    }

    void add(long prefixHi, long prefixLo, int prefixLength, int routeIndex) {
      if (size == route.length) {
        int larger = Math.max(16, size + (size >> 1));
        hi = Arrays.copyOf(hi, larger);
        lo = Arrays.copyOf(lo, larger);
        length = Arrays.copyOf(length, larger);
        route = Arrays.copyOf(route, larger);
      }
      hi[size] = prefixHi;
      lo[size] = prefixLo;
      length[size] = (byte) prefixLength;
      route[size++] = routeIndex;
    }

    TableContent build() {
      return new TableContent(this);
    }
  }
}
