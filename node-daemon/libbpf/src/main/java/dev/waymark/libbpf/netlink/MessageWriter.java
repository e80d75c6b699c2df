package dev.waymark.libbpf.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes netlink messages one after the other, each padded to 4 bytes.
 *
 * <pre>
 *   header     length u32, type u16, flags u16, sequence u32, port u32
 *   attribute  length u16, type u16, value, padding to 4
 * </pre>
 */
final class MessageWriter {
  static final int HEADER_BYTES = 16;
  private static final int ATTRIBUTE_BYTES = 4;
  private static final int NESTED = 0x8000;
  private static final int FLAGS = 6;

  private ByteBuffer buffer = ByteBuffer.allocate(4096).order(ByteOrder.nativeOrder());
  private int message;

  /** Begins a message; it ends with {@link #end}. */
  void begin(int type, int flags, int sequence) {
    message = buffer.position();
    reserve(HEADER_BYTES);
    buffer.putInt(0).putShort((short) type).putShort((short) flags).putInt(sequence).putInt(0);
  }

  void end() {
    buffer.putInt(message, buffer.position() - message);
  }

  void addFlags(int flags) {
    buffer.putShort(message + FLAGS, (short) (buffer.getShort(message + FLAGS) | flags));
  }

  MessageWriter u8(int value) {
    reserve(1);
    buffer.put((byte) value);
    return this;
  }

  MessageWriter u16(int value) {
    reserve(2);
    buffer.putShort((short) value);
    return this;
  }

  MessageWriter u32(int value) {
    reserve(4);
    buffer.putInt(value);
    return this;
  }

  void attribute(int type, int value) {
    reserve(ATTRIBUTE_BYTES + 4);
    buffer.putShort((short) 8).putShort((short) type).putInt(value);
  }

  void attributeU8(int type, int value) {
    attribute(type, new byte[] {(byte) value});
  }

  void attribute(int type, byte[] value) {
    int length = ATTRIBUTE_BYTES + value.length;
    reserve(length + 3);
    buffer.putShort((short) length).putShort((short) type).put(value);
    pad();
  }

  void attribute(int type, IpAddress address) {
    attribute(type, address.bytes());
  }

  void attribute(int type, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    attribute(type, java.util.Arrays.copyOf(bytes, bytes.length + 1));
  }

  /** Begins an attribute made of attributes; the answer goes to {@link #endNested}. */
  int beginNested(int type) {
    reserve(ATTRIBUTE_BYTES);
    int start = buffer.position();
    buffer.putShort((short) 0).putShort((short) (type | NESTED));
    return start;
  }

  /** As {@link #beginNested}, for the old attributes whose type must not carry the mark. */
  int beginPlainNested(int type) {
    reserve(ATTRIBUTE_BYTES);
    int start = buffer.position();
    buffer.putShort((short) 0).putShort((short) type);
    return start;
  }

  void endNested(int start) {
    buffer.putShort(start, (short) (buffer.position() - start));
  }

  int position() {
    return buffer.position();
  }

  /** What was written so far, from the first message on. */
  ByteBuffer bytes() {
    return buffer.duplicate().order(ByteOrder.nativeOrder()).flip();
  }

  void clear() {
    buffer.clear();
  }

  private void pad() {
    while ((buffer.position() & 3) != 0) {
      buffer.put((byte) 0);
    }
  }

  private void reserve(int bytes) {
    if (buffer.remaining() < bytes) {
      ByteBuffer larger = ByteBuffer.allocate(2 * (buffer.capacity() + bytes));
      buffer = larger.order(ByteOrder.nativeOrder()).put(buffer.flip());
    }
  }
}
