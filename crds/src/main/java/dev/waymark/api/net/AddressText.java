package dev.waymark.api.net;

/**
 * The text of addresses: a strict reader without a resolver, and the canonical writer (RFC 5952).
 */
final class AddressText {
  private static final String V4_HINT =
      "is not an IP address; write four numbers 0–255 without leading zeros, for instance 192.0.2.1";
  private static final String V6_HINT =
      "is not an IP address; write up to eight groups of hexadecimal digits with at most one \"::\", for instance 2001:db8::1";

  private AddressText() {}

  static Address parse(String text) {
    if (text.indexOf('%') >= 0) {
      throw new NetworkFormatException(
          text, "is not an IP address; name the interface in its own field, not after a %");
    }
    if (text.indexOf('/') >= 0) {
      throw new NetworkFormatException(
          text, "is a prefix where one address is wanted; drop the / and what follows");
    }
    return text.indexOf(':') >= 0 ? parseV6(text) : Address.v4(parseV4(text, 0, text));
  }

  /** Reads dotted decimal from {@code from} to the end; errors quote {@code whole}. */
  private static int parseV4(String text, int from, String whole) {
    int bits = 0;
    int at = from;
    for (int part = 0; part < 4; part++) {
      if (part > 0) {
        if (at >= text.length() || text.charAt(at) != '.') {
          throw new NetworkFormatException(whole, V4_HINT);
        }
        at++;
      }
      int start = at;
      int number = 0;
      while (at < text.length() && digit(text.charAt(at))) {
        number = number * 10 + (text.charAt(at) - '0');
        at++;
        if (number > 255) {
          throw new NetworkFormatException(
              whole, "is not an IP address; each of the four numbers is 0–255");
        }
      }
      if (at == start) {
        throw new NetworkFormatException(whole, V4_HINT);
      }
      if (at - start > 1 && text.charAt(start) == '0') {
        throw new NetworkFormatException(
            whole,
            "is not an IP address; drop the leading zero of \"" + text.substring(start, at) + '"');
      }
      bits = (bits << 8) | number;
    }
    if (at != text.length()) {
      throw new NetworkFormatException(whole, V4_HINT);
    }
    return bits;
  }

  private static Address parseV6(String text) {
    int[] groups = new int[8];
    int count = 0;
    int gap = -1;
    int at = 0;
    boolean dotted = false;
    if (text.startsWith("::")) {
      gap = 0;
      at = 2;
    } else if (text.startsWith(":")) {
      throw new NetworkFormatException(text, V6_HINT);
    }
    while (at < text.length()) {
      int start = at;
      int group = 0;
      while (at < text.length()
          && Character.digit(text.charAt(at), 16) >= 0
          && text.charAt(at) < 128) {
        group = (group << 4) | Character.digit(text.charAt(at), 16);
        at++;
        if (at - start > 4) {
          throw new NetworkFormatException(
              text, "is not an IP address; a group has at most four hexadecimal digits");
        }
      }
      if (at < text.length() && text.charAt(at) == '.') {
        if (count > 6) {
          throw new NetworkFormatException(text, V6_HINT);
        }
        int v4 = parseV4(text, start, text);
        groups[count++] = v4 >>> 16;
        groups[count++] = v4 & 0xffff;
        at = text.length();
        dotted = true;
        break;
      }
      if (at == start || count == 8) {
        throw new NetworkFormatException(text, V6_HINT);
      }
      groups[count++] = group;
      if (at == text.length()) {
        break;
      }
      if (text.charAt(at) != ':') {
        throw new NetworkFormatException(text, V6_HINT);
      }
      at++;
      if (at < text.length() && text.charAt(at) == ':') {
        if (gap >= 0) {
          throw new NetworkFormatException(text, V6_HINT);
        }
        gap = count;
        at++;
      } else if (at == text.length()) {
        throw new NetworkFormatException(text, V6_HINT);
      }
    }
    if (gap < 0 ? count != 8 : count > 7) {
      throw new NetworkFormatException(text, V6_HINT);
    }
    Address address = expand(groups, count, gap);
    if (address.hi() == 0 && address.lo() >>> 32 == 0xffff) {
      throw new NetworkFormatException(
          text,
          "is an IPv4-mapped IPv6 address; write "
              + Address.v4((int) address.lo())
              + (dotted ? "" : " instead"));
    }
    return address;
  }

  /** Spreads the groups over eight, with zeros where "::" stood. */
  private static Address expand(int[] groups, int count, int gap) {
    long hi = 0;
    long lo = 0;
    for (int i = 0; i < 8; i++) {
      int group;
      if (gap < 0 || i < gap) {
        group = groups[i];
      } else {
        int fromEnd = 8 - i;
        group = fromEnd <= count - gap ? groups[count - fromEnd] : 0;
      }
      if (i < 4) {
        hi = (hi << 16) | group;
      } else {
        lo = (lo << 16) | group;
      }
    }
    return new Address(Family.V6, hi, lo);
  }

  static String format(Address address) {
    long hi = address.hi();
    if (address.family() == Family.V4) {
      return (hi >>> 56)
          + "."
          + ((hi >>> 48) & 0xff)
          + "."
          + ((hi >>> 40) & 0xff)
          + "."
          + ((hi >>> 32) & 0xff);
    }
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = (int) ((i < 4 ? hi : address.lo()) >>> (48 - 16 * (i & 3))) & 0xffff;
    }
    int gapStart = -1;
    int gapLength = 1; // RFC 5952, 4.2.2: "::" never stands for one group
    for (int i = 0; i < 8; i++) {
      int end = i;
      while (end < 8 && groups[end] == 0) {
        end++;
      }
      if (end - i > gapLength) {
        gapStart = i;
        gapLength = end - i;
      }
      i = Math.max(i, end - 1);
    }
    StringBuilder text = new StringBuilder(39);
    for (int i = 0; i < 8; i++) {
      if (i == gapStart) {
        text.append("::");
        i += gapLength - 1;
        continue;
      }
      if (i > 0 && i != gapStart + gapLength) {
        text.append(':');
      }
      text.append(Integer.toHexString(groups[i]));
    }
    return text.toString();
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }
}
