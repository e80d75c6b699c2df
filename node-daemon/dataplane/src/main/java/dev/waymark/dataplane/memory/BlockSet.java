package dev.waymark.dataplane.memory;

import java.util.Arrays;

/**
 * A set of blocks, by their offsets. Unlike {@link java.util.BitSet} it does not keep its length:
 * removing the last of a few blocks high up in the store would search all of it for the next one.
 */
final class BlockSet {
  private long[] words = new long[1];

  boolean contains(int offset) {
    int unit = offset / SizeClass.UNIT;
    return unit >> 6 < words.length && (words[unit >> 6] & 1L << unit) != 0;
  }

  void add(int offset) {
    int unit = offset / SizeClass.UNIT;
    if (unit >> 6 >= words.length) {
      words = Arrays.copyOf(words, Math.max(2 * words.length, (unit >> 6) + 1));
    }
    words[unit >> 6] |= 1L << unit;
  }

  /** Removes a block; no matter if it is not there. */
  void remove(int offset) {
    int unit = offset / SizeClass.UNIT;
    if (unit >> 6 < words.length) {
      words[unit >> 6] &= ~(1L << unit);
    }
  }
}
