package dev.waymark.compiler.slice;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads what {@link ByteWriter} wrote and believes none of it: every fault is a {@link
 * SliceException.Corrupt} of the slice.
 */
final class ByteReader {
  private final Digest slice;
  private final byte[] bytes;
  private int position;

  ByteReader(Digest slice, byte[] bytes, int start) {
    this.slice = slice;
    this.bytes = bytes;
    this.position = start;
  }

  int position() {
    return position;
  }

  int remaining() {
    return bytes.length - position;
  }

  SliceException.Corrupt corrupt(String problem) {
    return new SliceException.Corrupt(slice, problem + " (at byte " + position + ")");
  }

  SliceException.Corrupt corrupt(String problem, Throwable cause) {
    return new SliceException.Corrupt(slice, problem + " (at byte " + position + ")", cause);
  }

  /** Passes over the next byte if it is this one. */
  boolean skip(int expected) {
    boolean found = position < bytes.length && (bytes[position] & 0xff) == expected;
    position += found ? 1 : 0;
    return found;
  }

  int get() {
    if (position >= bytes.length) {
      throw corrupt("it ends too early");
    }
    return bytes[position++] & 0xff;
  }

  /** An unsigned 64-bit number in its shortest form. */
  long varint() {
    int first = get();
    if (first < 0x80) {
      return first;
    }
    long value = first & 0x7f;
    for (int shift = 7; shift < 64; shift += 7) {
      int next = get();
      if (shift == 63 && next > 1) {
        throw corrupt("a number exceeds 64 bits");
      }
      value |= (long) (next & 0x7f) << shift;
      if (next < 0x80) {
        if (next == 0) {
          throw corrupt("a number is not in its shortest form");
        }
        return value;
      }
    }
    throw corrupt("a number does not end");
  }

  /** A number 0–largest. */
  int number(int largest, String what) {
    long value = varint();
    if (value < 0 || value > largest) {
      throw corrupt(what + " " + Long.toUnsignedString(value) + " is not 0–" + largest);
    }
    return (int) value;
  }

  byte[] raw(int length) {
    if (length > remaining()) {
      throw corrupt("it ends too early");
    }
    position += length;
    return Arrays.copyOfRange(bytes, position - length, position);
  }

  String text(int longest, String what) {
    byte[] utf8 = raw(number(longest, "length of " + what));
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw corrupt(what + " is not UTF-8", e);
    }
  }

  void end() {
    if (remaining() != 0) {
      throw corrupt(remaining() + " bytes too many");
    }
  }
}
