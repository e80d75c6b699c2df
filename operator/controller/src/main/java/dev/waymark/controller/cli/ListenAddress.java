package dev.waymark.controller.cli;

import dev.waymark.api.net.Address;
import dev.waymark.api.net.NetworkFormatException;
import java.net.InetSocketAddress;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 0.0.0.0:9641} or {@code [::1]:9641}: an address, never a name, and a port. */
final class ListenAddress implements ITypeConverter<InetSocketAddress> {
  private static final int PORT_MAX = 65_535;

  @Override
  public InetSocketAddress convert(String text) {
    int colon = text.lastIndexOf(':');
    String host = text.substring(0, Math.max(0, colon));
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    try {
      int port = Integer.parseInt(text.substring(colon + 1));
      if (port >= 0 && port <= PORT_MAX && bracketed == (host.indexOf(':') >= 0)) {
        String plain = bracketed ? host.substring(1, host.length() - 1) : host;
        return new InetSocketAddress(Address.parse(plain).toInetAddress(), port);
      }
    } catch (NumberFormatException | NetworkFormatException e) {
      throw new TypeConversionException(wrong(text) + ": " + e.getMessage());
    }
    throw new TypeConversionException(wrong(text));
  }

  private static String wrong(String text) {
    return "\"%s\" is no address and port; write 0.0.0.0:9641 or [::1]:9641".formatted(text);
  }
}
