package dev.waymark.dataplane.events;

import dev.waymark.dataplane.layout.EventLayout;
import dev.waymark.dataplane.layout.Reason;
import dev.waymark.dataplane.layout.Verdict;
import java.nio.ByteBuffer;

/**
 * One packet and what became of it. Fields of headers are 0 or empty where the packet has none.
 *
 * @param time CLOCK_MONOTONIC, nanoseconds
 * @param generation number of the generation that decided
 * @param source 4 or 16 bytes in network order; none if it is no IP packet
 * @param input ifindex
 * @param output ifindex of the next hop; 0: none was chosen
 * @param mark of the packet as it went on
 * @param rule index of the rule's counter; likewise {@code route} and {@code nextHop}
 * @param bytes of IP, a GSO packet whole
 * @param oneIn packets that this one stands for
 */
// Addresses are shown, never compared.
@SuppressWarnings("ArrayRecordComponent")
public record Event(
    long time,
    long generation,
    byte[] source,
    byte[] destination,
    int input,
    int output,
    Verdict verdict,
    Reason reason,
    int table,
    int mark,
    int rule,
    int route,
    int nextHop,
    long bytes,
    int oneIn,
    int sourcePort,
    int destinationPort,
    int protocol,
    int ttl,
    int dscp) {

  /** Reads a record of the ring. */
  static Event of(ByteBuffer record) {
    int length =
        switch (record.get(EventLayout.FAMILY)) {
          case 4 -> 4;
          case 6 -> 16;
          default -> 0;
        };
    return new Event(
        record.getLong(EventLayout.TIME),
        record.getLong(EventLayout.GENERATION),
        bytes(record, EventLayout.SOURCE, length),
        bytes(record, EventLayout.DESTINATION, length),
        record.getInt(EventLayout.INPUT),
        record.getInt(EventLayout.OUTPUT),
        Verdict.of(record.getInt(EventLayout.VERDICT)),
        Reason.of(record.getInt(EventLayout.REASON)),
        record.getInt(EventLayout.TABLE),
        record.getInt(EventLayout.MARK),
        record.getInt(EventLayout.RULE),
        record.getInt(EventLayout.ROUTE),
        record.getInt(EventLayout.NEXT_HOP),
        Integer.toUnsignedLong(record.getInt(EventLayout.OCTETS)),
        record.getInt(EventLayout.ONE_IN),
        Short.toUnsignedInt(record.getShort(EventLayout.SOURCE_PORT)),
        Short.toUnsignedInt(record.getShort(EventLayout.DESTINATION_PORT)),
        Byte.toUnsignedInt(record.get(EventLayout.PROTOCOL)),
        Byte.toUnsignedInt(record.get(EventLayout.TTL)),
        Byte.toUnsignedInt(record.get(EventLayout.DSCP)));
  }

  private static byte[] bytes(ByteBuffer record, int at, int length) {
    byte[] bytes = new byte[length];
    record.get(at, bytes);
    return bytes;
  }
}
