package dev.waymark.daemon.explain;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.api.net.Address;
import dev.waymark.api.net.Family;
import dev.waymark.api.net.Protocol;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a frame, as far as they can be read; for people. What the program read, it says
 * itself.
 *
 * @param protocol of the transport header, or of the frame if it holds no IP packet
 * @param sourcePort or, for ICMP, absent
 * @param ttl time to live, or hop limit
 * @param length of the IP packet, bytes
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PacketSummary(
    @Nullable Address from,
    @Nullable Address to,
    String protocol,
    @Nullable Integer sourcePort,
    @Nullable Integer destinationPort,
    @Nullable Integer ttl,
    @Nullable Integer dscp,
    @Nullable Boolean laterFragment,
    int length) {

  private static final int ETHERNET_HEADER = 14;
  private static final int IPV4 = 0x0800;
  private static final int IPV6 = 0x86dd;
  private static final int FRAGMENT = 44;

  /** Reads a frame; never fails. */
  public static PacketSummary of(byte[] frame) {
    ByteBuffer in = ByteBuffer.wrap(frame);
    int type = frame.length < ETHERNET_HEADER ? 0 : Short.toUnsignedInt(in.getShort(12));
    int left = Math.max(0, frame.length - ETHERNET_HEADER);
    if (type == IPV4 && left >= 20) {
      return ipv4(in);
    }
    if (type == IPV6 && left >= 40) {
      return ipv6(in);
    }
    String protocol = "ethertype 0x%04x".formatted(type);
    return new PacketSummary(null, null, protocol, null, null, null, null, null, left);
  }

  /** The family of the addresses; null if it is no IP packet. */
  public @Nullable Family family() {
    return to == null ? null : to.family();
  }

  private static PacketSummary ipv4(ByteBuffer in) {
    int header = 4 * Math.max(5, in.get(ETHERNET_HEADER) & 0xf);
    boolean later = (in.getShort(ETHERNET_HEADER + 6) & 0x1fff) != 0;
    return withPorts(
        in,
        address(in, ETHERNET_HEADER + 12, 4),
        address(in, ETHERNET_HEADER + 16, 4),
        in.get(ETHERNET_HEADER + 9) & 0xff,
        ETHERNET_HEADER + header,
        later,
        in.get(ETHERNET_HEADER + 8) & 0xff,
        (in.get(ETHERNET_HEADER + 1) & 0xff) >> 2);
  }

  private static PacketSummary ipv6(ByteBuffer in) {
    int next = in.get(ETHERNET_HEADER + 6) & 0xff;
    int at = ETHERNET_HEADER + 40;
    boolean later = false;
    while ((next == 0 || next == 43 || next == 60 || next == FRAGMENT)
        && at + 8 <= in.limit()
        && !later) {
      later = next == FRAGMENT && (in.getShort(at + 2) & 0xfff8) != 0;
      int length = next == FRAGMENT ? 8 : 8 * (1 + (in.get(at + 1) & 0xff));
      next = in.get(at) & 0xff;
      at += length;
    }
    return withPorts(
        in,
        address(in, ETHERNET_HEADER + 8, 16),
        address(in, ETHERNET_HEADER + 24, 16),
        next,
        at,
        later,
        in.get(ETHERNET_HEADER + 7) & 0xff,
        (in.getShort(ETHERNET_HEADER) >> 6) & 0x3f);
  }

  private static PacketSummary withPorts(
      ByteBuffer in,
      Address from,
      Address to,
      int protocol,
      int transport,
      boolean later,
      int ttl,
      int dscp) {
    boolean ports = !later && Protocol.of(protocol).ports() && transport + 4 <= in.limit();
    return new PacketSummary(
        from,
        to,
        Protocol.of(protocol).json().toString(),
        ports ? Short.toUnsignedInt(in.getShort(transport)) : null,
        ports ? Short.toUnsignedInt(in.getShort(transport + 2)) : null,
        ttl,
        dscp == 0 ? null : dscp,
        later ? true : null,
        in.limit() - ETHERNET_HEADER);
  }

  private static Address address(ByteBuffer in, int at, int length) {
    byte[] bytes = new byte[length];
    in.get(at, bytes);
    return Address.of(bytes);
  }

  /** {@code 10.1.1.2 → 198.51.100.10, TCP 40000 → 443, TTL 64, 40 bytes}. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    if (from != null) {
      parts.add(from + " → " + to);
    }
    String name = protocol.toUpperCase(Locale.ROOT);
    parts.add(
        sourcePort == null ? name : "%s %d → %d".formatted(name, sourcePort, destinationPort));
    if (ttl != null) {
      parts.add("TTL " + ttl);
    }
    if (dscp != null) {
      parts.add("DSCP " + dscp);
    }
    if (laterFragment != null) {
      parts.add("a later fragment");
    }
    parts.add(length + " bytes");
    return String.join(", ", parts);
  }
}
