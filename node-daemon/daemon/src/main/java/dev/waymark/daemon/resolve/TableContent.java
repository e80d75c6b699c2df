package dev.waymark.daemon.resolve;

import dev.waymark.api.net.Family;
import java.util.Arrays;

/**
 * One table of one family: prefixes in ascending order (bits, then length), each with the index of
 * its route in {@link ResolvedState#routes}. Address bits are left-aligned in two longs; IPv4 keeps
 * but the 32 that it has.
 */
public final class TableContent {

  private final int table;
  private final Family family;
  private final int[] v4;
  private final long[] hi;
  private final long[] lo;
  private final byte[] length;
  private final int[] route;

  private TableContent(Builder b) {
    table = b.table;
    family = b.family;
    b.resize(b.size);
    v4 = b.v4;
    hi = b.hi;
    lo = b.lo;
    length = b.length;
    route = b.route;
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
    return family == Family.V4 ? (long) v4[i] << 32 : hi[i];
  }

  public long lo(int i) {
    return family == Family.V4 ? 0 : lo[i];
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
        && Arrays.equals(v4, that.v4)
        && Arrays.equals(hi, that.hi)
        && Arrays.equals(lo, that.lo);
  }

  @Override
  public int hashCode() {
    int addresses = family == Family.V4 ? Arrays.hashCode(v4) : Arrays.hashCode(hi);
    return 31 * (31 * table + addresses) + Arrays.hashCode(route);
  }

  /** Collects prefixes that come in ascending order; spent by building. */
  static final class Builder {
    private static final int[] NO_INTS = {};
    private static final long[] NO_LONGS = {};

    private final int table;
    private final Family family;
    private int[] v4;
    private long[] hi;
    private long[] lo;
    private byte[] length;
    private int[] route;
    private int size;

    Builder(int table, Family family, int expected) {
      boolean narrow = family == Family.V4;
      this.table = table;
      this.family = family;
      v4 = narrow ? new int[expected] : NO_INTS;
      hi = narrow ? NO_LONGS : new long[expected];
      lo = narrow ? NO_LONGS : new long[expected];
      length = new byte[expected];
      route = new int[expected];
    }

    void add(long prefixHi, long prefixLo, int prefixLength, int routeIndex) {
      if (size == route.length) {
        resize(Math.max(16, size + (size >> 1)));
      }
      if (family == Family.V4) {
        v4[size] = (int) (prefixHi >>> 32);
      } else {
        hi[size] = prefixHi;
        lo[size] = prefixLo;
      }
      length[size] = (byte) prefixLength;
      route[size++] = routeIndex;
    }

    private void resize(int room) {
      if (room == route.length) {
        return;
      }
      if (family == Family.V4) {
        v4 = Arrays.copyOf(v4, room);
      } else {
        hi = Arrays.copyOf(hi, room);
        lo = Arrays.copyOf(lo, room);
      }
      length = Arrays.copyOf(length, room);
      route = Arrays.copyOf(route, room);
    }

    TableContent build() {
      return new TableContent(this);
    }
  }
}
