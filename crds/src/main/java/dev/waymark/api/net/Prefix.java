package dev.waymark.api.net;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A destination: the addresses that share their first {@code length} bits. Bits are left-aligned as
 * in {@link Address}, and no bit beyond the length is set.
 *
 * <p>Sorted by family, bits, then length: a prefix comes directly before what it contains.
 */
public record Prefix(Family family, long hi, long lo, int length) implements Comparable<Prefix> {
  /** Refuses a length beyond the family's, and host bits. */
  public Prefix {
    if (length < 0 || length > family.bits()) {
      throw new IllegalArgumentException("length " + length + " of an " + family + " prefix");
    }
    if ((hi & ~maskHi(length)) != 0 || (lo & ~maskLo(length)) != 0) {
      throw new IllegalArgumentException(
          "host bits set: hi=%x lo=%x length=%d".formatted(hi, lo, length));
    }
  }

  /**
   * Reads {@code address/length} as Kubernetes' {@code isCIDR} does, and refuses host bits.
   *
   * @throws NetworkFormatException saying what is wrong and what would be right
   */
  @JsonCreator
  public static Prefix parse(String text) {
    int slash = text.lastIndexOf('/');
    if (slash < 0) {
      throw withoutLength(text);
    }
    Address address;
    try {
      address = Address.parse(text.substring(0, slash));
    } catch (NetworkFormatException e) {
      throw new NetworkFormatException(
          text, "is not a prefix; before the / stands no IP address: " + e.getMessage());
    }
    int length = length(text, text.substring(slash + 1), address.family());
    Prefix masked = of(address, length);
    if (masked.hi != address.hi() || masked.lo != address.lo()) {
      throw new NetworkFormatException(text, "has host bits set; write " + masked);
    }
    return masked;
  }

  /** The prefix of this length that contains the address; host bits are cleared. */
  public static Prefix of(Address address, int length) {
    return new Prefix(
        address.family(), address.hi() & maskHi(length), address.lo() & maskLo(length), length);
  }

  /** 0.0.0.0/0 or ::/0. */
  public static Prefix everything(Family family) {
    return new Prefix(family, 0, 0, 0);
  }

  /** Whether the address lies in this prefix. False for the other family. */
  public boolean contains(Address address) {
    return address.family() == family
        && (address.hi() & maskHi(length)) == hi
        && (address.lo() & maskLo(length)) == lo;
  }

  /** Whether the other prefix is this one or lies within it. */
  public boolean contains(Prefix other) {
    return other.family == family
        && other.length >= length
        && (other.hi & maskHi(length)) == hi
        && (other.lo & maskLo(length)) == lo;
  }

  /** Whether the two share an address: one contains the other. */
  public boolean overlaps(Prefix other) {
    return contains(other) || other.contains(this);
  }

  /** The first address. */
  public Address first() {
    return new Address(family, hi, lo);
  }

  /** The last address. */
  public Address last() {
    return family == Family.V4
        ? new Address(family, hi | (~maskHi(length) & 0xffff_ffff_0000_0000L), 0)
        : new Address(family, hi | ~maskHi(length), lo | ~maskLo(length));
  }

  /** By family, unsigned bits, then length. */
  @Override
  public int compareTo(Prefix other) {
    int byAddress = first().compareTo(other.first());
    return byAddress != 0 ? byAddress : Integer.compare(length, other.length);
  }

  /** The canonical text, for instance {@code 192.0.2.0/24}. */
  @Override
  @JsonValue
  public String toString() {
    return first() + "/" + length;
  }

  private static long maskHi(int length) {
    return length == 0 ? 0 : length >= 64 ? -1L : -1L << (64 - length);
  }

  private static long maskLo(int length) {
    return length <= 64 ? 0 : -1L << (128 - length);
  }

  private static int length(String text, String digits, Family family) {
    boolean number =
        !digits.isEmpty()
            && digits.length() <= 3
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!number) {
      throw new NetworkFormatException(
          text, "is not a prefix; after the / stands a number 0–" + family.bits() + ", not a mask");
    }
    if (digits.length() > 1 && digits.charAt(0) == '0') {
      throw new NetworkFormatException(
          text, "is not a prefix; drop the leading zero of \"" + digits + '"');
    }
    int length = Integer.parseInt(digits);
    if (length > family.bits()) {
      throw new NetworkFormatException(
          text, "is not a prefix; an " + family + " length is 0–" + family.bits());
    }
    return length;
  }

  private static NetworkFormatException withoutLength(String text) {
    try {
      Address address = Address.parse(text);
      return new NetworkFormatException(
          text, "is not a prefix; write " + address.toPrefix() + " for this one address");
    } catch (NetworkFormatException e) {
      return new NetworkFormatException(
          text, "is not a prefix; write address/length, for instance 192.0.2.0/24");
    }
  }
}
