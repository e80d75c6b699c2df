package dev.waymark.dataplane.reference;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * A prefix of either family; IPv4 addresses are four bytes, IPv6 sixteen. Host bits are zero.
 *
 * @param network the address, network order
 * @param length bits, 0 to 32 or 128
 */
public record Prefix(Bytes network, int length) {

  public Prefix {
    if (length < 0 || length > 8 * network.length()) {
      throw new IllegalArgumentException("length=" + length + " of " + network);
    }
    for (int bit = length; bit < 8 * network.length(); bit++) {
      if (bit(network, bit)) {
        throw new IllegalArgumentException("host bits are set: " + network + "/" + length);
      }
    }
  }

  /** From text such as "10.0.0.0/8" or "2001:db8::1" (a whole address). */
  public static Prefix of(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    Bytes network = Bytes.of(InetAddress.ofLiteral(address).getAddress());
    int length = slash < 0 ? 8 * network.length() : Integer.parseInt(text.substring(slash + 1));
    return new Prefix(network, length);
  }

  /** The prefix of {@code length} bits that {@code address} lies in. */
  public static Prefix around(Bytes address, int length) {
    byte[] network = address.toArray();
    for (int bit = length; bit < 8 * network.length; bit++) {
      network[bit / 8] &= (byte) ~(0x80 >>> bit % 8);
    }
    return new Prefix(Bytes.of(network), length);
  }

  public boolean v6() {
    return network.length() == 16;
  }

  /** The first 64 bits, left aligned: a v4 address stands in the upper half. */
  public long hi() {
    return word(0);
  }

  /** The second 64 bits; 0 in IPv4. */
  public long lo() {
    return v6() ? word(8) : 0;
  }

  private long word(int from) {
    byte[] bytes = network.toArray();
    long word = 0;
    for (int i = from; i < from + 8; i++) {
      word = (word << 8) | (i < bytes.length ? bytes[i] & 0xff : 0);
    }
    return word;
  }

  private static boolean bit(Bytes bytes, int bit) {
    return (bytes.toArray()[bit / 8] & (0x80 >>> bit % 8)) != 0;
  }

  @Override
  public String toString() {
    try {
      return InetAddress.getByAddress(network.toArray()).getHostAddress() + "/" + length;
    } catch (UnknownHostException e) {
      throw new IllegalStateException(network + " is no address", e);
    }
  }
}
