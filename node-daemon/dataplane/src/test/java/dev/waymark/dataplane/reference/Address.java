package dev.waymark.dataplane.reference;

/** An address as two words, left aligned; IPv4 in the upper 32 bits of the first. */
public record Address(boolean v6, long hi, long lo) {

  static Address read(byte[] packet, int offset, boolean v6) {
    long hi = 0;
    long lo = 0;
    for (int i = 0; i < (v6 ? 8 : 4); i++) {
      hi = (hi << 8) | (packet[offset + i] & 0xff);
    }
    if (!v6) {
      return new Address(false, hi << 32, 0);
    }
    for (int i = 8; i < 16; i++) {
      lo = (lo << 8) | (packet[offset + i] & 0xff);
    }
    return new Address(true, hi, lo);
  }

  /** Whether the first {@code length} bits are those of ({@code netHi}, {@code netLo}). */
  boolean in(long netHi, long netLo, int length) {
    long maskHi = length == 0 ? 0 : length >= 64 ? -1L : -1L << (64 - length);
    long maskLo = length <= 64 ? 0 : length == 128 ? -1L : -1L << (128 - length);
    return ((hi ^ netHi) & maskHi) == 0 && ((lo ^ netLo) & maskLo) == 0;
  }

  boolean in(Prefix prefix) {
    return v6 == prefix.v6() && in(prefix.hi(), prefix.lo(), prefix.length());
  }
}
