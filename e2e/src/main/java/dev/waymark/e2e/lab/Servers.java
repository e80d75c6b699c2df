package dev.waymark.e2e.lab;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.waymark.libbpf.netns.NetworkNamespace;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The servers' HTTP service, on port 80 of every address they have: {@code /} greets the client by
 * the address that its packets carry, {@code /bytes/N} sends N bytes.
 */
public final class Servers implements AutoCloseable {
  private static final int PORT = 80;

  private final HttpServer http;
  private final ExecutorService requests;

  private Servers(HttpServer http) {
    this.http = http;
    this.requests = Executors.newVirtualThreadPerTaskExecutor();
    http.setExecutor(requests);
    http.createContext("/", exchange -> answer(exchange, greeting(exchange)));
    http.createContext("/bytes/", Servers::bytes);
    http.start();
  }

  /** Serves in this host's namespace: a socket stays where the thread was that opened it. */
  public static Servers start(Host host) {
    try (var namespace = NetworkNamespace.open(host.file())) {
      return new Servers(
          namespace.call(() -> HttpServer.create(new InetSocketAddress("::", PORT), 64)));
    } catch (Exception e) {
      throw new IllegalStateException("cannot serve HTTP on " + host, e);
    }
  }

  private static String greeting(HttpExchange exchange) {
    return "Hello " + exchange.getRemoteAddress().getAddress().getHostAddress() + "\n";
  }

  private static void bytes(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    long left = Long.parseLong(path.substring("/bytes/".length()));
    byte[] block = new byte[16384];
    try (exchange) {
      exchange.sendResponseHeaders(200, left);
      while (left > 0) {
        int size = (int) Math.min(block.length, left);
        exchange.getResponseBody().write(block, 0, size);
        left -= size;
      }
    }
  }

  private static void answer(HttpExchange exchange, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    http.stop(0);
    requests.close();
  }
}
