package dev.waymark.compiler.model;

/**
 * A type of ICMP or ICMPv6.
 *
 * @param type 0–255
 * @param code 0–255; {@link #ANY_CODE}: any
 */
public record IcmpType(int type, int code) {
  public static final int ANY_CODE = -1;

  /** Refuses numbers that do not fit the header. */
  public IcmpType {
    if (type < 0 || type > 255 || code < ANY_CODE || code > 255) {
      throw new IllegalArgumentException("icmp " + type + "/" + code + " is not 0–255");
    }
  }

  @Override
  public String toString() {
    return code == ANY_CODE ? Integer.toString(type) : type + "/" + code;
  }
}
