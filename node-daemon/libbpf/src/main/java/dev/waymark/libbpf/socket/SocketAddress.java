package dev.waymark.libbpf.socket;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;

/** {@code struct sockaddr_in} and {@code struct sockaddr_in6}. */
final class SocketAddress {
  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;
  private static final int V4_BYTES = 16;
  private static final int V6_BYTES = 28;

  private SocketAddress() {}

  static int family(InetAddress address) {
    return address instanceof Inet4Address ? AF_INET : AF_INET6;
  }

  /**
   * Writes an address.
   *
   * @param port 0 for protocols without
   * @return its length
   */
  static int write(InetAddress address, int port, MemorySegment to) {
    to.asSlice(0, V6_BYTES).fill((byte) 0);
    to.set(ValueLayout.JAVA_SHORT, 0, (short) family(address));
    to.set(ValueLayout.JAVA_BYTE, 2, (byte) (port >> 8));
    to.set(ValueLayout.JAVA_BYTE, 3, (byte) port);
    byte[] bytes = address.getAddress();
    boolean v4 = bytes.length == 4;
    MemorySegment.copy(bytes, 0, to, ValueLayout.JAVA_BYTE, v4 ? 4 : 8, bytes.length);
    if (address instanceof Inet6Address v6) {
      to.set(ValueLayout.JAVA_INT, 24, v6.getScopeId());
    }
    return v4 ? V4_BYTES : V6_BYTES;
  }

  static String text(InetAddress address, int port) {
    String host = address.getHostAddress();
    if (port == 0) {
      return host;
    }
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
