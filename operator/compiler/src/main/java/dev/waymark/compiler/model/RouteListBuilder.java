package dev.waymark.compiler.model;

import dev.waymark.api.net.Family;
import dev.waymark.api.net.Prefix;
import java.util.Arrays;

/**
 * Collects the routes of a {@link RouteList} without an object a route. Sorted input costs one
 * comparison a route, unsorted input a merge sort of indices.
 */
public final class RouteListBuilder {
  private static final int[] NO_INTS = {};
  private static final long[] NO_LONGS = {};

  private final Family family;
  private int[] v4 = NO_INTS;
  private long[] hi = NO_LONGS;
  private long[] lo = NO_LONGS;
  private byte[] lengths;
  private int[] ways;
  private int size;

  RouteListBuilder(Family family, int expected) {
    this.family = family;
    this.lengths = new byte[expected];
    this.ways = new int[expected];
    if (family == Family.V4) {
      v4 = new int[expected];
    } else {
      hi = new long[expected];
      lo = new long[expected];
    }
  }

  /** Adds a route; the caller answers for a valid prefix of the family. */
  public void add(long hiBits, long loBits, int length, int way) {
    if (size == ways.length) {
      resize(Math.max(16, size + (size >> 1)));
    }
    if (family == Family.V4) {
      v4[size] = (int) (hiBits >>> 32);
    } else {
      hi[size] = hiBits;
      lo[size] = loBits;
    }
    lengths[size] = (byte) length;
    ways[size] = way;
    size++;
  }

  /** Adds a route; the prefix is of this list's family. */
  public void add(Prefix prefix, int way) {
    if (prefix.family() != family) {
      throw new IllegalArgumentException(prefix + " in a list of " + family + " routes");
    }
    add(prefix.hi(), prefix.lo(), prefix.length(), way);
  }

  /** The number of routes added. */
  public int size() {
    return size;
  }

  /** Gives way w the number {@code numbers[w]} in every route added so far. */
  void renumber(int[] numbers) {
    for (int i = 0; i < size; i++) {
      ways[i] = numbers[ways[i]];
    }
  }

  /** Marks the ways in use. */
  void markUsed(boolean[] used) {
    for (int i = 0; i < size; i++) {
      used[ways[i]] = true;
    }
  }

  /** The routes so far, sorted. The builder is spent. */
  public RouteList build() {
    if (!sorted()) {
      permute(order());
    } else if (size != ways.length) {
      resize(size);
    }
    return new RouteList(family, v4, hi, lo, lengths, ways);
  }

  private void resize(int capacity) {
    if (family == Family.V4) {
      v4 = Arrays.copyOf(v4, capacity);
    } else {
      hi = Arrays.copyOf(hi, capacity);
      lo = Arrays.copyOf(lo, capacity);
    }
    lengths = Arrays.copyOf(lengths, capacity);
    ways = Arrays.copyOf(ways, capacity);
  }

  private boolean sorted() {
    for (int i = 1; i < size; i++) {
      if (compare(i - 1, i) > 0) {
        return false;
      }
    }
    return true;
  }

  private int compare(int a, int b) {
    int byAddress =
        family == Family.V4
            ? Integer.compareUnsigned(v4[a], v4[b])
            : hi[a] != hi[b]
                ? Long.compareUnsigned(hi[a], hi[b])
                : Long.compareUnsigned(lo[a], lo[b]);
    if (byAddress != 0) {
      return byAddress;
    }
    int byLength = Byte.compareUnsigned(lengths[a], lengths[b]);
    return byLength != 0 ? byLength : Integer.compare(ways[a], ways[b]);
  }

  /**
   * Bottom-up merge sort: no object a route, and runs that are already in order are only looked at.
   */
  private int[] order() {
    int[] from = new int[size];
    int[] to = new int[size];
    for (int i = 0; i < size; i++) {
      from[i] = i;
    }
    for (int width = 1; width < size; width <<= 1) {
      for (int start = 0; start < size; start += 2 * width) {
        merge(from, to, start, Math.min(start + width, size), Math.min(start + 2 * width, size));
      }
      int[] swap = from;
      from = to;
      to = swap;
    }
    return from;
  }

  private void merge(int[] from, int[] to, int start, int middle, int end) {
    if (middle == end || compare(from[middle - 1], from[middle]) <= 0) {
      System.arraycopy(from, start, to, start, end - start);
      return;
    }
    int left = start;
    int right = middle;
    for (int i = start; i < end; i++) {
      boolean takeLeft = right == end || (left < middle && compare(from[left], from[right]) <= 0);
      to[i] = from[takeLeft ? left++ : right++];
    }
  }

  private void permute(int[] order) {
    int[] oldV4 = v4;
    long[] oldHi = hi;
    long[] oldLo = lo;
    byte[] oldLengths = lengths;
    int[] oldWays = ways;
    boolean isV4 = family == Family.V4;
    v4 = isV4 ? new int[size] : NO_INTS;
    hi = isV4 ? NO_LONGS : new long[size];
    lo = isV4 ? NO_LONGS : new long[size];
    lengths = new byte[size];
    ways = new int[size];
    for (int i = 0; i < size; i++) {
      int old = order[i];
      if (isV4) {
        v4[i] = oldV4[old];
      } else {
        hi[i] = oldHi[old];
        lo[i] = oldLo[old];
      }
      lengths[i] = oldLengths[old];
      ways[i] = oldWays[old];
    }
  }
}
