package dev.waymark.dataplane.memory;

import java.util.Arrays;

/**
 * Which units of a range are in use and where blocks begin: two bits for each unit. It knows
 * nothing of who wants them; all bounds are unit numbers, {@code to} and {@code limit} exclusive.
 */
final class UnitMap {
  /** Bytes; every block begins at a multiple of it. */
  static final int UNIT = 16;

  private long[] used;
  private long[] begins;

  /** All free. */
  UnitMap(int units) {
    used = new long[units >>> 6];
    begins = new long[units >>> 6];
  }

  /** Makes room for so many units, a multiple of 64. */
  void grow(int units) {
    used = Arrays.copyOf(used, units >>> 6);
    begins = Arrays.copyOf(begins, units >>> 6);
  }

  /** Puts a block where all is free. */
  void take(int from, int to) {
    begins[from >>> 6] |= 1L << from;
    int first = from >>> 6;
    int last = (to - 1) >>> 6;
    for (int word = first; word <= last; word++) {
      used[word] |= within(word, from, to);
    }
  }

  /** Takes a block away. */
  void free(int from, int to) {
    begins[from >>> 6] &= ~(1L << from);
    int first = from >>> 6;
    int last = (to - 1) >>> 6;
    for (int word = first; word <= last; word++) {
      used[word] &= ~within(word, from, to);
    }
  }

  boolean begins(int unit) {
    return (begins[unit >>> 6] & 1L << unit) != 0;
  }

  /** The unit behind the block that begins at {@code unit}. */
  int blockEnd(int unit, int limit) {
    int from = unit + 1;
    int word = from >>> 6;
    if (from >= limit) {
      return limit;
    }
    long ends = (~used[word] | begins[word]) & -1L << from;
    while (ends == 0) {
      if (++word << 6 >= limit) {
        return limit;
      }
      ends = ~used[word] | begins[word];
    }
    return Math.min(limit, (word << 6) + Long.numberOfTrailingZeros(ends));
  }

  /** The first unit in use from {@code from} on, or {@code limit}. */
  int firstUsed(int from, int limit) {
    return first(from, limit, 0);
  }

  /** The first free unit from {@code from} on, or {@code limit}. */
  int firstFree(int from, int limit) {
    return first(from, limit, -1L);
  }

  /** The unit at which the free units right before {@code at} begin; not before {@code least}. */
  int freeStart(int at, int least) {
    if (at <= least) {
      return least;
    }
    int word = (at - 1) >>> 6;
    long before = used[word] & -1L >>> -at;
    while (before == 0) {
      if (word << 6 <= least) {
        return least;
      }
      before = used[--word];
    }
    return Math.max(least, (word << 6) + Long.SIZE - Long.numberOfLeadingZeros(before));
  }

  /** Where the longest run of free units begins; {@code limit} if none is free. */
  int longestFree(int from, int limit) {
    int longest = 0;
    int start = limit;
    int at = firstFree(from, limit);
    while (at < limit) {
      int end = firstUsed(at, limit);
      if (end - at > longest) {
        longest = end - at;
        start = at;
      }
      at = firstFree(end, limit);
    }
    return start;
  }

  private int first(int from, int limit, long inverted) {
    int word = from >>> 6;
    if (from >= limit) {
      return limit;
    }
    long found = (used[word] ^ inverted) & -1L << from;
    while (found == 0) {
      if (++word << 6 >= limit) {
        return limit;
      }
      found = used[word] ^ inverted;
    }
    return Math.min(limit, (word << 6) + Long.numberOfTrailingZeros(found));
  }

  /** The bits of a word that stand for units of a range. */
  private static long within(int word, int from, int to) {
    long bits = -1L;
    if (word == from >>> 6) {
      bits &= -1L << from;
    }
    if (word == (to - 1) >>> 6) {
      bits &= -1L >>> -to;
    }
    return bits;
  }
}
