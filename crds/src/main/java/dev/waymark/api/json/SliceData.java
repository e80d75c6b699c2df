package dev.waymark.api.json;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/**
 * The packed content of a slice: at most 65,536 bytes, base64 in JSON. Equal when the bytes are.
 */
public final class SliceData {
  /** The most bytes in a slice. */
  public static final int MAX_BYTES = 65_536;

  private final byte[] bytes;

  private SliceData(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * A copy of these bytes.
   *
   * @throws IllegalArgumentException when they are more than {@link #MAX_BYTES}
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static SliceData of(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "a slice holds at most " + MAX_BYTES + " bytes, not " + bytes.length);
    }
    return new SliceData(bytes.clone());
  }

  /** A copy of the bytes. */
  @JsonValue
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SliceData that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return bytes.length + " bytes";
  }
}
