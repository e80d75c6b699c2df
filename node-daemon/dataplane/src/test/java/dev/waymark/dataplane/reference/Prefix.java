package dev.waymark.dataplane.reference;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * A prefix of either family. Host bits are zero.
 *
 * @param hi the first 64 bits, left aligned: a v4 address stands in the upper half
 * @param lo the second 64 bits; 0 in IPv4
 * @param length bits, 0 to 32 or 128
 */
public record Prefix(boolean v6, long hi, long lo, int length) {

  public Prefix {
    if (length < 0 || length > (v6 ? 128 : 32)) {
      throw new IllegalArgumentException("length=" + length + " v6=" + v6);
    }
    if ((hi & ~maskHi(length)) != 0 || (lo & ~maskLo(length)) != 0) {
      throw new IllegalArgumentException("bits are set beyond the first " + length);
    }
  }

  /** From text such as "10.0.0.0/8" or "2001:db8::1" (a whole address). */
  public static Prefix of(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    byte[] bytes = InetAddress.ofLiteral(address).getAddress();
    int length = slash < 0 ? 8 * bytes.length : Integer.parseInt(text.substring(slash + 1));
    Address network = Address.read(bytes, 0, bytes.length == 16);
    return new Prefix(network.v6(), network.hi(), network.lo(), length);
  }

  /** The prefix of {@code length} bits that {@code address} lies in. */
  public static Prefix around(Bytes address, int length) {
    Address inside = Address.read(address.toArray(), 0, address.length() == 16);
    return new Prefix(
        inside.v6(), inside.hi() & maskHi(length), inside.lo() & maskLo(length), length);
  }

  static long maskHi(int length) {
    return length == 0 ? 0 : length >= 64 ? -1L : -1L << (64 - length);
  }

  static long maskLo(int length) {
    return length <= 64 ? 0 : length == 128 ? -1L : -1L << (128 - length);
  }

  /** Its first address, network order. */
  public Bytes network() {
    byte[] bytes = new byte[v6 ? 16 : 4];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) ((i < 8 ? hi : lo) >>> (56 - 8 * (i % 8)));
    }
    return Bytes.of(bytes);
  }

  @Override
  public String toString() {
    try {
      return InetAddress.getByAddress(network().toArray()).getHostAddress() + "/" + length;
    } catch (UnknownHostException e) {
      throw new IllegalStateException(network() + " is no address", e);
    }
  }
}
