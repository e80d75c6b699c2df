package dev.waymark.daemon.settings;

import dev.waymark.api.net.Address;
import java.net.InetSocketAddress;

/** Where a server listens: an address of this host, never a name, and a port. */
public record ListenAddress(Address address, int port) {

  private static final int PORT_MAX = 65_535;

  /**
   * Reads {@code 127.0.0.1:9640}, {@code [::1]:9640}, or {@code :9640} for all IPv4 and IPv6
   * addresses.
   *
   * @throws IllegalArgumentException saying what is wrong and what would be right
   */
  static ListenAddress parse(String text) {
    int colon = text.lastIndexOf(':');
    String host = text.substring(0, Math.max(0, colon));
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    boolean bare = host.indexOf(':') >= 0 && !bracketed;
    if (colon < 0 || bare) {
      throw new IllegalArgumentException(
          "\"%s\" is no address and port; write 127.0.0.1:9640 or [::1]:9640".formatted(text));
    }
    int port = SettingsText.integer(text.substring(colon + 1), 0, PORT_MAX);
    String plain = bracketed ? host.substring(1, host.length() - 1) : host;
    return new ListenAddress(Address.parse(plain.isEmpty() ? "::" : plain), port);
  }

  /** The same as the JDK's; never asks a resolver. */
  public InetSocketAddress toSocketAddress() {
    return new InetSocketAddress(address.toInetAddress(), port);
  }

  @Override
  public String toString() {
    String host = address.toString();
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
