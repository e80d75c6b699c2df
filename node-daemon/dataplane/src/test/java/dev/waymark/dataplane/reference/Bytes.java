package dev.waymark.dataplane.reference;

import java.util.Arrays;
import java.util.HexFormat;

/** Bytes as a value: equal when they are the same bytes, never changed. */
public final class Bytes {
  private final byte[] content;

  private Bytes(byte[] content) {
    this.content = content;
  }

  /** A copy of {@code content}. */
  public static Bytes of(byte... content) {
    return new Bytes(content.clone());
  }

  public int length() {
    return content.length;
  }

  /** A copy, for the caller to do with as it likes. */
  public byte[] toArray() {
    return content.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(content);
  }
}
