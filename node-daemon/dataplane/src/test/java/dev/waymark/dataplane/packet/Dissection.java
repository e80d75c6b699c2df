package dev.waymark.dataplane.packet;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A packet read back into named fields, for people. It never fails: what cannot be read, because
 * the packet ends or lies about itself, is listed as plain bytes.
 */
final class Dissection {

  /** {@code length} bytes at {@code offset}, their name and what they say. */
  record Field(int offset, int length, String name, String text) {
    @Override
    public String toString() {
      return name + " " + text;
    }
  }

  private static final HexFormat HEX = HexFormat.of();

  private final byte[] packet;
  private final List<Field> fields = new ArrayList<>();
  private int at;

  private Dissection(byte[] packet) {
    this.packet = packet;
  }

  /** The fields in order; together they cover every byte. */
  static List<Field> of(byte[] packet) {
    Dissection dissection = new Dissection(packet);
    dissection.ethernet();
    dissection.rest("payload");
    return List.copyOf(dissection.fields);
  }

  private void ethernet() {
    if (!has(14)) {
      return;
    }
    hex("eth.destination", 6);
    hex("eth.source", 6);
    int type = number("eth.type", 2, true);
    while (type == Layer.VLAN && has(4)) {
      number("vlan.id", 2, false);
      type = number("vlan.type", 2, true);
    }
    network(type, "");
  }

  private void network(int type, String within) {
    if (type == Layer.IPV4 && has(20)) {
      ipv4(within);
    } else if (type == Layer.IPV6 && has(40)) {
      ipv6(within);
    }
  }

  private void ipv4(String within) {
    String ip = within + "ipv4.";
    int start = at;
    int words = number(ip + "version-ihl", 1, true) & 0xf;
    number(ip + "tos", 1, true);
    number(ip + "total-length", 2, false);
    number(ip + "id", 2, true);
    int fragment = number(ip + "flags-offset", 2, true);
    number(ip + "ttl", 1, false);
    int protocol = number(ip + "protocol", 1, false);
    int length = Math.min(4 * Math.max(words, 5), packet.length - start);
    number(
        ip + (Checksum.isRight(packet, start, start + length) ? "checksum" : "checksum(wrong)"),
        2,
        true);
    address(ip + "source", 4);
    address(ip + "destination", 4);
    if (length > 20) {
      hex(ip + "options", length - 20);
    }
    if ((fragment & 0x1fff) == 0) {
      transport(protocol, within);
    }
  }

  private void ipv6(String within) {
    String ip = within + "ipv6.";
    number(ip + "version-class-label", 4, true);
    number(ip + "payload-length", 2, false);
    int next = number(ip + "next-header", 1, false);
    number(ip + "hop-limit", 1, false);
    address(ip + "source", 16);
    address(ip + "destination", 16);
    boolean later = false;
    while (next == Layer.HOP_BY_HOP
        || next == Layer.ROUTING
        || next == Layer.DESTINATION
        || next == Layer.FRAGMENT) {
      if (!has(8)) {
        return;
      }
      int kind = next;
      String header = within + (kind == Layer.FRAGMENT ? "fragment." : "extension-" + kind + ".");
      next = number(header + "next-header", 1, false);
      int words = number(header + "length", 1, false);
      if (kind == Layer.FRAGMENT) {
        later = number(header + "offset-more", 2, true) >= 8;
        number(header + "id", 4, true);
      } else if (has(6 + 8 * words)) {
        hex(header + "content", 6 + 8 * words);
      }
    }
    if (!later) {
      transport(next, within);
    }
  }

  private void transport(int protocol, String within) {
    switch (protocol) {
      case Layer.UDP -> ports(within + "udp.", 8, "length-checksum");
      case Layer.TCP -> ports(within + "tcp.", 20, "rest");
      case Layer.SCTP -> ports(within + "sctp.", 12, "tag-checksum");
      case Layer.ICMP, Layer.ICMPV6 -> icmp(protocol, within);
      default -> {}
    }
  }

  private void ports(String name, int header, String rest) {
    if (has(header)) {
      number(name + "source-port", 2, false);
      number(name + "destination-port", 2, false);
      hex(name + rest, header - 4);
    }
  }

  private void icmp(int protocol, String within) {
    if (!has(8)) {
      return;
    }
    int type = number(within + "icmp.type", 1, false);
    number(within + "icmp.code", 1, false);
    number(within + "icmp.checksum", 2, true);
    hex(within + "icmp.rest", 4);
    boolean error = protocol == Layer.ICMP ? isError(type) : type < 128;
    if (error && within.isEmpty()) {
      network(protocol == Layer.ICMP ? Layer.IPV4 : Layer.IPV6, "quoted ");
    }
  }

  private static boolean isError(int type) {
    return type == 3 || type == 4 || type == 5 || type == 11 || type == 12;
  }

  private boolean has(int bytes) {
    return at + bytes <= packet.length;
  }

  private int number(String name, int size, boolean hex) {
    long value = 0;
    for (int i = 0; i < size; i++) {
      value = (value << 8) | (packet[at + i] & 0xff);
    }
    String text = hex ? "0x" + HEX.toHexDigits(value, 2 * size) : Long.toString(value);
    fields.add(new Field(at, size, name, text));
    at += size;
    return (int) value;
  }

  private void hex(String name, int size) {
    fields.add(new Field(at, size, name, HEX.formatHex(packet, at, at + size)));
    at += size;
  }

  private void address(String name, int size) {
    byte[] bytes = new byte[size];
    System.arraycopy(packet, at, bytes, 0, size);
    try {
      String text = InetAddress.getByAddress(bytes).getHostAddress();
      fields.add(new Field(at, size, name, text));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of " + size + " bytes", e);
    }
    at += size;
  }

  private void rest(String name) {
    if (at < packet.length) {
      hex(name, packet.length - at);
    }
  }
}
