package dev.waymark.e2e.bench.tables;

import java.util.SplittableRandom;

/**
 * Addresses to look up, as left-aligned halves.
 *
 * @param hi the first 64 bits
 * @param lo the last 64 bits
 */
@SuppressWarnings("ArrayRecordComponent") // columns of a million: copied never, compared never
public record Trace(String name, long[] hi, long[] lo) {

  public int size() {
    return hi.length;
  }

  /**
   * Each prefix as likely as any other, an address inside it at random: hard on caches, as
   * neighbouring lookups have nothing in common.
   */
  public static Trace overPrefixes(PrefixTable table, int size) {
    var random = new SplittableRandom(17);
    var trace = new Trace("prefixes", new long[size], new long[size]);
    for (int i = 0; i < size; i++) {
      trace.set(i, inside(table, random.nextInt(table.size()), random));
    }
    return trace;
  }

  /** Each address of the covered space as likely as any other: wide prefixes are hit most. */
  public static Trace overSpace(PrefixTable table, int size) {
    var random = new SplittableRandom(18);
    double[] upTo = new double[table.size()];
    double sum = 0;
    for (int i = 0; i < upTo.length; i++) {
      sum += Math.scalb(1.0, -table.bits(i));
      upTo[i] = sum;
    }
    var trace = new Trace("space", new long[size], new long[size]);
    for (int i = 0; i < size; i++) {
      int at = java.util.Arrays.binarySearch(upTo, random.nextDouble() * sum);
      trace.set(i, inside(table, Math.min(at < 0 ? -at - 1 : at, upTo.length - 1), random));
    }
    return trace;
  }

  private record Address(long hi, long lo) {}

  private static Address inside(PrefixTable table, int prefix, SplittableRandom random) {
    int length = table.bits(prefix);
    int bits = table.family().bits();
    long hostHi = length >= 64 ? 0 : -1L >>> length;
    long hostLo = length <= 64 ? -1L : length == 128 ? 0 : -1L >>> (length - 64);
    if (bits == 32) {
      hostHi &= 0xffff_ffff_0000_0000L;
      hostLo = 0;
    }
    return new Address(
        table.hi()[prefix] | (random.nextLong() & hostHi),
        table.lo()[prefix] | (random.nextLong() & hostLo));
  }

  private void set(int at, Address address) {
    hi[at] = address.hi;
    lo[at] = address.lo;
  }
}
