package dev.waymark.api.net;

/** An address family. V4 sorts before V6 everywhere. */
public enum Family {
  V4(32, "IPv4"),
  V6(128, "IPv6");

  private final int bits;
  private final String text;

  Family(int bits, String text) {
    this.bits = bits;
    this.text = text;
  }

  /** The number of bits in an address: 32 or 128. */
  public int bits() {
    return bits;
  }

  /** The number of bytes in an address: 4 or 16. */
  public int bytes() {
    return bits / 8;
  }

  /** "IPv4" or "IPv6", for messages. */
  @Override
  public String toString() {
    return text;
  }
}
