package dev.waymark.daemon.explain;

import dev.waymark.api.net.Family;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** A question as the Ethernet frame that an interface would receive, checksums included. */
final class ProbeFrame {

  private static final int ETHERNET_HEADER = 14;
  private static final int MAC = 6;
  private static final int SYN = 0x5002;
  private static final int WINDOW = 64240;
  private static final int ECHO_REQUEST = 8;
  private static final int ECHO_REQUEST_V6 = 128;

  private final Question question;
  private final ByteBuffer out;
  private final int length;
  private final int network = ETHERNET_HEADER;

  private ProbeFrame(Question question) {
    this.question = question;
    Integer size = question.size();
    this.length = size == null ? question.headerBytes() : size;
    this.out = ByteBuffer.allocate(ETHERNET_HEADER + length);
  }

  /**
   * The frame.
   *
   * @param mac of the interface, as in {@code 02:00:00:00:00:01}; empty if it has none
   */
  static byte[] of(Question question, String mac) {
    return new ProbeFrame(question).build(mac);
  }

  private byte[] build(String mac) {
    boolean v4 = question.from().family() == Family.V4;
    out.put(mac.isEmpty() ? new byte[MAC] : HexFormat.ofDelimiter(":").parseHex(mac));
    out.putShort(2 * MAC, (short) (v4 ? 0x0800 : 0x86dd));
    int transport = network + (v4 ? ipv4() : ipv6());
    switch (question.protocolNumber()) {
      case Question.TCP -> {
        ports(transport);
        out.putShort(transport + 12, (short) SYN).putShort(transport + 14, (short) WINDOW);
        checksum(transport, 16, true);
      }
      case Question.UDP -> {
        ports(transport);
        out.putShort(transport + 4, (short) (out.limit() - transport));
        checksum(transport, 6, true);
      }
      case Question.SCTP -> ports(transport);
      case Question.ICMP -> {
        out.put(transport, (byte) ECHO_REQUEST);
        checksum(transport, 2, false);
      }
      case Question.ICMPV6 -> {
        out.put(transport, (byte) ECHO_REQUEST_V6);
        checksum(transport, 2, true);
      }
      default -> {
        // Nothing is known of its header.
      }
    }
    return out.array();
  }

  private int ipv4() {
    out.put(network, (byte) 0x45);
    out.put(network + 1, (byte) (question.dscp() << 2));
    out.putShort(network + 2, (short) length);
    out.put(network + 8, (byte) question.ttl());
    out.put(network + 9, (byte) question.protocolNumber());
    out.put(network + 12, question.from().bytes());
    out.put(network + 16, question.to().bytes());
    out.putShort(network + 10, folded(sum(network, network + 20)));
    return 20;
  }

  private int ipv6() {
    out.putInt(network, 6 << 28 | question.dscp() << 22);
    out.putShort(network + 4, (short) (length - 40));
    out.put(network + 6, (byte) question.protocolNumber());
    out.put(network + 7, (byte) question.ttl());
    out.put(network + 8, question.from().bytes());
    out.put(network + 24, question.to().bytes());
    return 40;
  }

  private void ports(int transport) {
    Integer source = question.sourcePort();
    Integer destination = question.destinationPort();
    out.putShort(transport, (short) (source == null ? 0 : source));
    out.putShort(transport + 2, (short) (destination == null ? 0 : destination));
  }

  /** RFC 1071 over the transport header and its data, and the pseudo header where there is one. */
  private void checksum(int transport, int at, boolean pseudoHeader) {
    long sum = sum(transport, out.limit());
    if (pseudoHeader) {
      int addresses = question.from().family() == Family.V4 ? network + 12 : network + 8;
      int end = question.from().family() == Family.V4 ? network + 20 : network + 40;
      sum += sum(addresses, end) + question.protocolNumber() + out.limit() - transport;
    }
    short folded = folded(sum);
    // To UDP, 0 means that there is none (RFC 768).
    out.putShort(transport + at, folded == 0 ? -1 : folded);
  }

  private long sum(int from, int to) {
    long sum = 0;
    for (int i = from; i < to; i++) {
      sum += (out.get(i) & 0xffL) << ((i - from) % 2 == 0 ? 8 : 0);
    }
    return sum;
  }

  private static short folded(long sum) {
    long folded = sum;
    while (folded > 0xffff) {
      folded = (folded & 0xffff) + (folded >> 16);
    }
    return (short) ~folded;
  }
}
