package dev.waymark.compiler.slice;

import dev.waymark.api.net.Address;
import dev.waymark.api.net.Family;
import dev.waymark.api.net.Prefix;

/**
 * Addresses and single prefixes: a family (4 or 6), a length, and the bytes that the length covers.
 */
final class PrefixCodec {
  private PrefixCodec() {}

  static void write(ByteWriter out, Prefix prefix) {
    family(out, prefix.family());
    out.put(prefix.length());
    byte[] bytes = prefix.first().bytes();
    for (int i = 0; i < (prefix.length() + 7) / 8; i++) {
      out.put(bytes[i]);
    }
  }

  static Prefix prefix(ByteReader in) {
    Family family = family(in);
    int length = in.get();
    if (length > family.bits()) {
      throw in.corrupt("prefix length " + length + " is not 0–" + family.bits());
    }
    byte[] covered = in.raw((length + 7) / 8);
    byte[] bytes = new byte[family.bytes()];
    System.arraycopy(covered, 0, bytes, 0, covered.length);
    Address address = Address.of(bytes);
    Prefix prefix = Prefix.of(address, length);
    if (!prefix.first().equals(address)) {
      throw in.corrupt("prefix " + address + "/" + length + " has host bits set");
    }
    return prefix;
  }

  static void write(ByteWriter out, Address address) {
    family(out, address.family());
    out.raw(address.bytes());
  }

  static Address address(ByteReader in) {
    return Address.of(in.raw(family(in).bytes()));
  }

  static void family(ByteWriter out, Family family) {
    out.put(family == Family.V4 ? 4 : 6);
  }

  static Family family(ByteReader in) {
    int code = in.get();
    return switch (code) {
      case 4 -> Family.V4;
      case 6 -> Family.V6;
      default -> throw in.corrupt("family " + code + " is neither 4 nor 6");
    };
  }
}
