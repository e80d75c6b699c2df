package dev.waymark.dataplane.packet;

import dev.waymark.dataplane.reference.Bytes;
import java.io.ByteArrayOutputStream;

/** Bytes written one after the other in network order. */
final class Out {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  Out u8(int value) {
    bytes.write(value);
    return this;
  }

  Out u16(int value) {
    return u8(value >>> 8).u8(value);
  }

  Out u32(int value) {
    return u16(value >>> 16).u16(value);
  }

  Out put(byte[] content) {
    bytes.writeBytes(content);
    return this;
  }

  Out put(Bytes content) {
    return put(content.toArray());
  }

  /** Zero bytes. */
  Out zeros(int count) {
    return put(new byte[count]);
  }

  byte[] done() {
    return bytes.toByteArray();
  }
}
