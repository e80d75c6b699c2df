package dev.waymark.api.net;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * One IP address. Its bits are left-aligned: an IPv4 address is the top 32 bits of {@code hi}, the
 * rest is zero.
 *
 * <p>{@link #toString} is the canonical text (RFC 5952 for IPv6), and {@link #parse} of it gives an
 * equal value.
 */
public record Address(Family family, long hi, long lo) implements Comparable<Address> {
  /** Refuses bits beyond an IPv4 address. */
  public Address {
    if (family == Family.V4 && ((hi & 0xffff_ffffL) != 0 || lo != 0)) {
      throw new IllegalArgumentException(
          "bits beyond an IPv4 address: hi=%x lo=%x".formatted(hi, lo));
    }
  }

  /**
   * Reads an address as Kubernetes' {@code isIP} does.
   *
   * @throws NetworkFormatException saying what is wrong and what would be right
   */
  @JsonCreator
  public static Address parse(String text) {
    return AddressText.parse(text);
  }

  /** An IPv4 address from its 32 bits, for instance {@code 0x0a000001} for 10.0.0.1. */
  public static Address v4(int bits) {
    return new Address(Family.V4, (long) bits << 32, 0);
  }

  /** An address from 4 or 16 bytes in network order. */
  public static Address of(byte[] bytes) {
    return switch (bytes.length) {
      case 4 -> v4((int) word(bytes, 0, 4));
      case 16 -> new Address(Family.V6, word(bytes, 0, 8), word(bytes, 8, 8));
      default ->
          throw new IllegalArgumentException("an address has 4 or 16 bytes, not " + bytes.length);
    };
  }

  /** The same address as the JDK's. */
  public static Address of(InetAddress address) {
    return of(address.getAddress());
  }

  /** 4 or 16 bytes in network order. */
  public byte[] bytes() {
    byte[] bytes = new byte[family.bytes()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) ((i < 8 ? hi : lo) >>> (56 - 8 * (i & 7)));
    }
    return bytes;
  }

  /** The same address as the JDK's; never asks a resolver. */
  public InetAddress toInetAddress() {
    try {
      return InetAddress.getByAddress(bytes());
    } catch (UnknownHostException e) {
      throw new AssertionError("4 or 16 bytes are always an address", e);
    }
  }

  /** The prefix that holds this address alone: /32 or /128. */
  public Prefix toPrefix() {
    return new Prefix(family, hi, lo, family.bits());
  }

  /** 169.254/16 or fe80::/10. */
  public boolean linkLocal() {
    return family == Family.V4 ? hi >>> 48 == 0xa9fe : hi >>> 54 == 0x3fa;
  }

  /** 224/4 or ff00::/8. */
  public boolean multicast() {
    return family == Family.V4 ? hi >>> 60 == 0xe : hi >>> 56 == 0xff;
  }

  /** 127/8 or ::1. */
  public boolean loopback() {
    return family == Family.V4 ? hi >>> 56 == 127 : (hi == 0 && lo == 1);
  }

  /** 0.0.0.0 or ::. */
  public boolean unspecified() {
    return hi == 0 && lo == 0;
  }

  /** By family, then by the unsigned bits. */
  @Override
  public int compareTo(Address other) {
    int byFamily = family.compareTo(other.family);
    if (byFamily != 0) {
      return byFamily;
    }
    int byHi = Long.compareUnsigned(hi, other.hi);
    return byHi != 0 ? byHi : Long.compareUnsigned(lo, other.lo);
  }

  /** The canonical text. */
  @Override
  @JsonValue
  public String toString() {
    return AddressText.format(this);
  }

  private static long word(byte[] bytes, int from, int count) {
    long word = 0;
    for (int i = from; i < from + count; i++) {
      word = (word << 8) | (bytes[i] & 0xff);
    }
    return word;
  }
}
