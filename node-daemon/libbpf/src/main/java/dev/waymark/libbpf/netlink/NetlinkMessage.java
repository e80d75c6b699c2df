package dev.waymark.libbpf.netlink;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A message as it was received.
 *
 * @param body what follows the header; fixed part first, then attributes
 */
record NetlinkMessage(int type, int flags, int sequence, ByteBuffer body) {
  private static final int NESTED_AND_ORDER_BITS = 0xc000;
  private static final HexFormat MAC = HexFormat.ofDelimiter(":");

  /** Sees each attribute of a message; the value begins at position 0 of a buffer of its own. */
  interface AttributeVisitor {
    void attribute(int type, ByteBuffer value);
  }

  /** Sees each message of what one receive brought. */
  interface MessageVisitor {
    void message(NetlinkMessage message);
  }

  static void forEach(ByteBuffer received, MessageVisitor visitor) {
    int at = 0;
    while (at + MessageWriter.HEADER_BYTES <= received.limit()) {
      int length = received.getInt(at);
      if (length < MessageWriter.HEADER_BYTES || at + length > received.limit()) {
        throw new IllegalStateException("the kernel sent a message of impossible length " + length);
      }
      ByteBuffer body =
          received
              .slice(at + MessageWriter.HEADER_BYTES, length - MessageWriter.HEADER_BYTES)
              .order(received.order());
      visitor.message(
          new NetlinkMessage(
              Short.toUnsignedInt(received.getShort(at + 4)),
              Short.toUnsignedInt(received.getShort(at + 6)),
              received.getInt(at + 8),
              body));
      at += (length + 3) & ~3;
    }
  }

  /** Shows the attributes that begin at {@code from} of a buffer. */
  static void attributes(ByteBuffer body, int from, AttributeVisitor visitor) {
    int at = from;
    while (at + 4 <= body.limit()) {
      int length = Short.toUnsignedInt(body.getShort(at));
      if (length < 4 || at + length > body.limit()) {
        throw new IllegalStateException("the kernel sent an attribute of impossible length");
      }
      int type = Short.toUnsignedInt(body.getShort(at + 2)) & ~NESTED_AND_ORDER_BITS;
      visitor.attribute(type, body.slice(at + 4, length - 4).order(body.order()));
      at += (length + 3) & ~3;
    }
  }

  int u8(int offset) {
    return Byte.toUnsignedInt(body.get(offset));
  }

  int u16(int offset) {
    return Short.toUnsignedInt(body.getShort(offset));
  }

  int i32(int offset) {
    return body.getInt(offset);
  }

  static IpAddress address(ByteBuffer value) {
    return IpAddress.read(value, 0, value.limit());
  }

  static String text(ByteBuffer value) {
    byte[] bytes = bytes(value);
    int length = bytes.length;
    while (length > 0 && bytes[length - 1] == 0) {
      length--;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  static String mac(ByteBuffer value) {
    return MAC.formatHex(bytes(value));
  }

  static byte[] macBytes(String mac) {
    return MAC.parseHex(mac);
  }

  private static byte[] bytes(ByteBuffer value) {
    byte[] bytes = new byte[value.limit()];
    value.get(0, bytes);
    return bytes;
  }
}
