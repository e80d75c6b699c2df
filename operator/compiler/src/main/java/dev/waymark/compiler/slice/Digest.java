package dev.waymark.compiler.slice;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A SHA-256 value: the name of a slice, or of a whole state. Its text is lowercase base32 without
 * padding, 52 characters.
 */
public final class Digest implements Comparable<Digest> {
  /** Bytes of a digest. */
  public static final int SIZE = 32;

  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int TEXT_LENGTH = 52;

  private final byte[] bytes;

  private Digest(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The digest of the bytes. */
  public static Digest of(byte[] content) {
    try {
      return new Digest(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /** The digest with these 32 bytes. */
  public static Digest fromBytes(byte[] value) {
    if (value.length != SIZE) {
      throw new IllegalArgumentException("a digest has 32 bytes, not " + value.length);
    }
    return new Digest(value.clone());
  }

  /**
   * Reads the text, base32 as {@link #toString} writes it or 64 hexadecimal digits.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static Digest parse(String text) {
    if (text.length() == 2 * SIZE) {
      return new Digest(HexFormat.of().parseHex(text));
    }
    Digest digest = text.length() == TEXT_LENGTH ? fromBase32(text) : null;
    if (digest == null || !digest.toString().equals(text)) {
      throw new IllegalArgumentException(
          '"' + text + "\" is not a digest; 52 characters a-z and 2-7 would be right");
    }
    return digest;
  }

  /** Whether the text is a digest as {@link #toString} writes it. */
  public static boolean isText(String text) {
    return text.length() == TEXT_LENGTH && fromBase32(text).toString().equals(text);
  }

  /** The 32 bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** 64 hexadecimal digits. */
  public String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  /** By unsigned bytes. */
  @Override
  public int compareTo(Digest other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Digest other && Arrays.equals(bytes, other.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Lowercase base32 (RFC 4648) without padding: a valid Kubernetes name. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(TEXT_LENGTH);
    for (int bit = 0; bit < 8 * SIZE; bit += 5) {
      int high = bytes[bit >> 3] & 0xff;
      int low = (bit >> 3) + 1 < SIZE ? bytes[(bit >> 3) + 1] & 0xff : 0;
      text.append(ALPHABET.charAt((high << 8 | low) >> (11 - (bit & 7)) & 31));
    }
    return text.toString();
  }

  private static Digest fromBase32(String text) {
    byte[] value = new byte[SIZE];
    for (int i = 0; i < TEXT_LENGTH; i++) {
      int five = Math.max(0, ALPHABET.indexOf(text.charAt(i)));
      int bit = 5 * i;
      int shifted = five << (11 - (bit & 7));
      value[bit >> 3] |= (byte) (shifted >> 8);
      if ((bit >> 3) + 1 < SIZE) {
        value[(bit >> 3) + 1] |= (byte) shifted;
      }
    }
    return new Digest(value);
  }
}
