package dev.waymark.dataplane.packet;

import dev.waymark.dataplane.packet.Layer.Around;
import dev.waymark.dataplane.packet.Layer.Ethernet;
import dev.waymark.dataplane.packet.Layer.Extension;
import dev.waymark.dataplane.packet.Layer.Fragment;
import dev.waymark.dataplane.packet.Layer.Icmp;
import dev.waymark.dataplane.packet.Layer.Raw;
import dev.waymark.dataplane.packet.Layer.Sctp;
import dev.waymark.dataplane.packet.Layer.Tcp;
import dev.waymark.dataplane.packet.Layer.Udp;
import dev.waymark.dataplane.packet.Layer.Vlan;
import dev.waymark.dataplane.reference.Bytes;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Packets, built layer by layer: {@code packet(eth(), v4("10.0.0.1", "192.0.2.7").ttl(1), udp(53,
 * 53))}. Lengths, protocol numbers and checksums are right unless a layer says otherwise; for a
 * packet that must be wrong, build a right one and {@link #patch} it.
 */
public final class Layers {
  /** The address of every interface of {@link Wire} that packets come in by. */
  public static final String ROUTER_MAC = "02:57:4d:00:00:01";

  /** The sender's, on the same link. */
  public static final String SENDER_MAC = "02:57:4d:00:00:02";

  private Layers() {}

  /** The bytes of the layers, the outermost first. */
  public static byte[] packet(Layer... layers) {
    byte[] bytes = new byte[0];
    int next = Layer.NO_NEXT;
    for (int i = layers.length - 1; i >= 0; i--) {
      bytes = layers[i].over(bytes, next, around(layers, i));
      next = layers[i].number();
    }
    return bytes;
  }

  private static Around around(Layer[] layers, int inner) {
    for (int i = inner - 1; i >= 0; i--) {
      if (layers[i] instanceof Ip ip) {
        return new Around(ip.source(), ip.destination());
      }
    }
    return new Around(Bytes.of(), Bytes.of());
  }

  /** A unicast frame to the router. */
  public static Ethernet eth() {
    return new Ethernet(mac(ROUTER_MAC), mac(SENDER_MAC), -1);
  }

  public static Vlan vlan(int id) {
    return new Vlan(id);
  }

  /** An IPv4 or IPv6 header, as the addresses say. TTL 64, no fragment, no options. */
  public static Ip ip(String source, String destination) {
    return source.indexOf(':') < 0 ? v4(source, destination) : v6(source, destination);
  }

  public static Ip.V4 v4(String source, String destination) {
    return new Ip.V4(
        address(source), address(destination), 0, 0x1234, true, false, 0, 64, Bytes.of());
  }

  public static Ip.V6 v6(String source, String destination) {
    return new Ip.V6(address(source), address(destination), 0, 0, 64);
  }

  public static Udp udp(int sourcePort, int destinationPort) {
    return new Udp(sourcePort, destinationPort);
  }

  /** A TCP segment with ACK set. */
  public static Tcp tcp(int sourcePort, int destinationPort) {
    return new Tcp(sourcePort, destinationPort, 0x10);
  }

  public static Sctp sctp(int sourcePort, int destinationPort) {
    return new Sctp(sourcePort, destinationPort);
  }

  /** An echo request of the family of {@code ip}. */
  public static Icmp echo(Ip ip, int id) {
    return ip instanceof Ip.V4
        ? new Icmp(false, 8, 0, (id << 16) | 1)
        : new Icmp(true, 128, 0, (id << 16) | 1);
  }

  /** "Port unreachable" of the family of {@code ip}; quote a packet without its frame after it. */
  public static Icmp portUnreachable(Ip ip) {
    return ip instanceof Ip.V4 ? new Icmp(false, 3, 3, 0) : new Icmp(true, 1, 4, 0);
  }

  /** "Administratively prohibited" of the family of {@code ip}; what it quotes follows. */
  public static Icmp prohibited(Ip ip) {
    return ip instanceof Ip.V4 ? new Icmp(false, 3, 13, 0) : new Icmp(true, 1, 1, 0);
  }

  public static Extension hopByHop() {
    return new Extension(Layer.HOP_BY_HOP, 1);
  }

  public static Extension destinationOptions() {
    return new Extension(Layer.DESTINATION, 1);
  }

  public static Extension routing() {
    return new Extension(Layer.ROUTING, 1);
  }

  public static Fragment fragment(int offset, boolean more) {
    return new Fragment(offset, more, 0x77);
  }

  /** {@code size} bytes counting up: payload of which no two neighbours are equal. */
  public static Raw payload(int size) {
    byte[] content = new byte[size];
    for (int i = 0; i < size; i++) {
      content[i] = (byte) i;
    }
    return new Raw(Layer.NO_NEXT, Bytes.of(content));
  }

  /** Bytes under a protocol number of one's choice. */
  public static Raw raw(int number, byte[] content) {
    return new Raw(number, Bytes.of(content));
  }

  /** A copy with some bytes, from {@code offset} on, replaced. */
  public static byte[] patch(byte[] packet, int offset, int... values) {
    byte[] patched = packet.clone();
    System.arraycopy(raw(values).toArray(), 0, patched, offset, values.length);
    return patched;
  }

  /** The first {@code length} bytes. */
  public static byte[] cut(byte[] packet, int length) {
    return Arrays.copyOf(packet, length);
  }

  static Bytes raw(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return Bytes.of(bytes);
  }

  static Bytes mac(String text) {
    return Bytes.of(HexFormat.ofDelimiter(":").parseHex(text));
  }

  /** An address literal in network order. */
  public static Bytes address(String literal) {
    return Bytes.of(InetAddress.ofLiteral(literal).getAddress());
  }
}
