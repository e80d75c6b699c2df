package dev.waymark.libbpf.netlink;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/**
 * An address as the kernel gives it: bits left-aligned in two words, an IPv4 address in the upper
 * half of the first. Unlike {@code InetAddress} it keeps {@code ::ffff:192.0.2.1} an IPv6 address.
 */
public record IpAddress(IpFamily family, long hi, long lo) {

  public IpAddress {
    if (family == IpFamily.V4 && ((hi << 32) != 0 || lo != 0)) {
      throw new IllegalArgumentException("an IPv4 address lies in the upper half of hi");
    }
  }

  /** {@code 0.0.0.0} or {@code ::}. */
  public static IpAddress any(IpFamily family) {
    return new IpAddress(family, 0, 0);
  }

  /** From 4 or 16 bytes in network order. */
  public static IpAddress of(byte[] bytes) {
    return read(ByteBuffer.wrap(bytes), 0, bytes.length);
  }

  /** From a numeric address; no name is ever looked up. */
  public static IpAddress parse(String text) {
    try {
      IpAddress address = of(InetAddress.ofLiteral(text).getAddress());
      if (text.indexOf(':') < 0 || address.family == IpFamily.V6) {
        return address;
      }
      return new IpAddress(IpFamily.V6, 0, 0xffff_0000_0000L | address.hi >>> 32);
    } catch (IllegalArgumentException notNumeric) {
      throw new IllegalArgumentException(text + " is not an IP address", notNumeric);
    }
  }

  /** The address in network order, 4 or 16 bytes. */
  public byte[] bytes() {
    ByteBuffer all = ByteBuffer.allocate(16).putLong(hi).putLong(lo);
    byte[] own = new byte[family.bytes()];
    all.get(0, own);
    return own;
  }

  static IpAddress read(ByteBuffer source, int at, int bytes) {
    return switch (bytes) {
      case 4 -> new IpAddress(IpFamily.V4, word(source, at) << 32, 0);
      case 16 ->
          new IpAddress(
              IpFamily.V6,
              word(source, at) << 32 | word(source, at + 4),
              word(source, at + 8) << 32 | word(source, at + 12));
      default -> throw new IllegalArgumentException("an address has 4 or 16 bytes, not " + bytes);
    };
  }

  // Byte by byte: the buffer's order is the machine's, the address's is the network's.
  private static long word(ByteBuffer source, int at) {
    return (source.get(at) & 0xffL) << 24
        | (source.get(at + 1) & 0xffL) << 16
        | (source.get(at + 2) & 0xffL) << 8
        | (source.get(at + 3) & 0xffL);
  }

  /** The canonical text; IPv6 as RFC 5952 has it. */
  @Override
  public String toString() {
    if (family == IpFamily.V4) {
      try {
        return InetAddress.getByAddress(bytes()).getHostAddress();
      } catch (UnknownHostException impossible) {
        throw new IllegalStateException("four bytes are an address", impossible);
      }
    }
    return v6Text();
  }

  private String v6Text() {
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = (int) ((i < 4 ? hi : lo) >>> (48 - 16 * (i & 3))) & 0xffff;
    }
    int start = -1;
    int longest = 1;
    for (int i = 0; i < 8; i++) {
      int end = i;
      while (end < 8 && groups[end] == 0) {
        end++;
      }
      if (end - i > longest) {
        start = i;
        longest = end - i;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == start) {
        text.append("::");
        i += longest - 1;
      } else {
        boolean first = text.isEmpty() || text.charAt(text.length() - 1) == ':';
        text.append(first ? "" : ":").append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString();
  }
}
