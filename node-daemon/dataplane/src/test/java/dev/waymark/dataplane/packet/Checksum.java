package dev.waymark.dataplane.packet;

import dev.waymark.dataplane.packet.Layer.Around;
import java.util.zip.CRC32C;

/** The checksums of the headers, each computed over the whole of what it covers. */
final class Checksum {
  private Checksum() {}

  /** Sets the 16 bits at {@code field} so that {@code from..to} sums up to what RFC 1071 asks. */
  static byte[] internet(byte[] bytes, int from, int to, int field) {
    bytes[field] = 0;
    bytes[field + 1] = 0;
    set(bytes, field, fold(sum(bytes, from, to)));
    return bytes;
  }

  /** The same over a transport segment and the pseudo header of the addresses around it. */
  static byte[] transport(byte[] segment, int field, int protocol, Around around) {
    segment[field] = 0;
    segment[field + 1] = 0;
    long sum = sum(segment, 0, segment.length) + protocol + segment.length;
    sum += sum(around.source().toArray(), 0, around.source().length());
    sum += sum(around.destination().toArray(), 0, around.destination().length());
    set(segment, field, fold(sum));
    return segment;
  }

  /** Sets SCTP's checksum, CRC-32C with its least significant byte first. */
  static byte[] crc32c(byte[] packet, int field) {
    for (int i = 0; i < 4; i++) {
      packet[field + i] = 0;
    }
    CRC32C crc = new CRC32C();
    crc.update(packet);
    for (int i = 0; i < 4; i++) {
      packet[field + i] = (byte) (crc.getValue() >>> (8 * i));
    }
    return packet;
  }

  /** Whether an IPv4 header's checksum is right as it stands. */
  static boolean isRight(byte[] bytes, int from, int to) {
    return fold(sum(bytes, from, to)) == 0;
  }

  private static long sum(byte[] bytes, int from, int to) {
    long sum = 0;
    for (int i = from; i < to; i++) {
      sum += (long) (bytes[i] & 0xff) << ((i - from) % 2 == 0 ? 8 : 0);
    }
    return sum;
  }

  private static int fold(long sum) {
    long folded = sum;
    while (folded > 0xffff) {
      folded = (folded & 0xffff) + (folded >>> 16);
    }
    return (int) ~folded & 0xffff;
  }

  private static void set(byte[] bytes, int field, int value) {
    bytes[field] = (byte) (value >>> 8);
    bytes[field + 1] = (byte) value;
  }
}
