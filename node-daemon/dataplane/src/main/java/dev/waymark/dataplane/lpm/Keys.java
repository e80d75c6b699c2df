package dev.waymark.dataplane.lpm;

/**
 * Arithmetic on keys of 128 bits, left aligned in two longs; an IPv4 address is the top 32 bits of
 * {@code hi}. All orders are unsigned.
 */
public final class Keys {
  private Keys() {}

  /** {@code count} bits (1 to 31) after the first {@code from}; bits beyond 128 read as zero. */
  static int bits(long hi, long lo, int from, int count) {
    long word;
    if (from >= 128) {
      return 0;
    } else if (from >= 64) {
      word = lo << (from - 64);
    } else if (from == 0) {
      word = hi;
    } else {
      word = (hi << from) | (lo >>> (64 - from));
    }
    return (int) (word >>> (64 - count));
  }

  /** {@code count} bits (1 to 63) after the first {@code from}, left aligned, zero beyond. */
  static long word(long hi, long lo, int from, int count) {
    long word;
    if (from >= 64) {
      word = lo << (from - 64);
    } else if (from == 0) {
      word = hi;
    } else {
      word = (hi << from) | (lo >>> (64 - from));
    }
    return word & maskHi(count);
  }

  /** The high word of a key that has {@code bits} bits of a value behind the first {@code from}. */
  static long placedHi(int value, int from, int bits) {
    int shift = 128 - from - bits;
    return shift >= 64
        ? (long) value << (shift - 64)
        : shift > 0 ? (long) value >>> (64 - shift) : 0;
  }

  /** The low word of that key; what lies beyond 128 bits is cut off. */
  static long placedLo(int value, int from, int bits) {
    int shift = 128 - from - bits;
    return shift >= 64 ? 0 : shift >= 0 ? (long) value << shift : (long) value >>> -shift;
  }

  /** The high word of a key that has a left-aligned word behind the first {@code from} bits. */
  static long shiftedHi(long word, int from) {
    return from >= 64 ? 0 : word >>> from;
  }

  /** The low word of that key. */
  static long shiftedLo(long word, int from) {
    return from >= 64 ? word >>> (from - 64) : from == 0 ? 0 : word << (64 - from);
  }

  /** The high word of a mask of that many bits. */
  public static long maskHi(int length) {
    return length == 0 ? 0 : length >= 64 ? -1L : -1L << (64 - length);
  }

  /** The low word of a mask of that many bits. */
  public static long maskLo(int length) {
    return length <= 64 ? 0 : length >= 128 ? -1L : -1L << (128 - length);
  }

  /** How many leading bits two keys share. */
  static int common(long hi, long lo, long otherHi, long otherLo) {
    long difference = hi ^ otherHi;
    if (difference != 0) {
      return Long.numberOfLeadingZeros(difference);
    }
    return 64 + Long.numberOfLeadingZeros(lo ^ otherLo);
  }

  /** Whether a prefix has no bits set beyond its length. */
  public static boolean isPrefix(long hi, long lo, int length) {
    return (hi & ~maskHi(length)) == 0 && (lo & ~maskLo(length)) == 0;
  }

  /**
   * The order of prefixes: by address, then by length, so that a prefix precedes what it covers.
   */
  public static int compare(
      long hi, long lo, int length, long otherHi, long otherLo, int otherLength) {
    int order = Long.compareUnsigned(hi, otherHi);
    if (order == 0) {
      order = Long.compareUnsigned(lo, otherLo);
    }
    return order == 0 ? Integer.compare(length, otherLength) : order;
  }

  /** A prefix for messages, such as {@code 0a000000…/8}: text is the caller's affair. */
  static String text(long hi, long lo, int length) {
    return Long.toHexString(hi) + ":" + Long.toHexString(lo) + "/" + length;
  }
}
