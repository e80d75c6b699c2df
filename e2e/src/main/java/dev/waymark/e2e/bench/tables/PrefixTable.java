package dev.waymark.e2e.bench.tables;

import dev.waymark.api.net.Family;

/**
 * Prefixes of one family with a next hop each, sorted by address, then length; no prefix twice.
 *
 * @param hi the address's first 64 bits, left-aligned: an IPv4 address in the upper 32
 * @param lo the address's last 64 bits; 0 for IPv4
 * @param length bits of the prefix, unsigned: {@link #bits}
 * @param nextHop 1 or more
 */
@SuppressWarnings("ArrayRecordComponent") // columns of a million: copied never, compared never
public record PrefixTable(
    String name, Family family, long[] hi, long[] lo, byte[] length, int[] nextHop) {

  public int size() {
    return hi.length;
  }

  /** Bits of one prefix, 0 to 128. */
  public int bits(int row) {
    return length[row] & 0xff;
  }
}
