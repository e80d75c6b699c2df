package dev.waymark.e2e.controlplane;

import dev.waymark.e2e.lab.Command;
import dev.waymark.e2e.lab.Host;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Where the control plane listens.
 *
 * @param host the host that it runs on; null: this machine, which is then reached by its loopback
 *     only
 * @param address the address of the API server
 */
record Place(@Nullable Host host, String address) {
  /** Below the range that the kernel takes for connections, so that a restart finds its port. */
  private static final int FIRST_PORT = 20_000;

  private static final int PORTS = 10_000;

  static Place loopback() {
    return new Place(null, "127.0.0.1");
  }

  boolean isLoopback() {
    return host == null;
  }

  /** The command as it runs there. */
  Command on(Command command) {
    return host == null ? command : host.on(command);
  }

  /** A port that nobody listens on. */
  static int freePort() {
    for (int attempt = 1; ; attempt++) {
      int port = FIRST_PORT + ThreadLocalRandom.current().nextInt(PORTS);
      try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        if (attempt == PORTS) {
          throw new UncheckedIOException("no port is free", taken);
        }
      }
    }
  }
}
