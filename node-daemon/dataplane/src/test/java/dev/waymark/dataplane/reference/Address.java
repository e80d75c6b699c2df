package dev.waymark.dataplane.reference;

/** An address as two words, left aligned; IPv4 in the upper 32 bits of the first. */
public record Address(boolean v6, long hi, long lo) {

  public static Address read(byte[] packet, int offset, boolean v6) {
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

  boolean isMulticast() {
    return v6 ? hi >>> 56 == 0xff : hi >>> 60 == 0xe;
  }

  /** Whether the prefix covers this address. */
  public boolean in(Prefix prefix) {
    int length = prefix.length();
    return v6 == prefix.v6()
        && ((hi ^ prefix.hi()) & Prefix.maskHi(length)) == 0
        && ((lo ^ prefix.lo()) & Prefix.maskLo(length)) == 0;
  }
}
