package dev.waymark.controller.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves {@code /metrics} in the Prometheus text format, {@code /healthz} (200 while the operator
 * would notice a change) and {@code /readyz} (200 once everything that it watches was read, also on
 * a replica that waits to lead), each else 503 and why. Reading only.
 */
public final class OperatorServer implements AutoCloseable {

  /** What the operator says of itself, from any thread. */
  public interface Health {
    /** Why it should be started anew, in a sentence; empty if it should not. */
    Optional<String> ill();

    /** Why it is not ready, in a sentence; empty if it is. */
    Optional<String> unready();
  }

  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int WRONG_METHOD = 405;
  private static final int UNAVAILABLE = 503;
  private static final int THREADS = 2;
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String EXPOSITION = "text/plain; version=0.0.4; charset=utf-8";

  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS, Thread.ofPlatform().name("http-", 0).daemon().factory());
  private final HttpServer server;
  private final OperatorMetrics metrics;
  private final Health health;

  private OperatorServer(HttpServer server, OperatorMetrics metrics, Health health) {
    this.server = server;
    this.metrics = metrics;
    this.health = health;
  }

  /**
   * Listens.
   *
   * @throws IOException if the address is in use, or none of this host's
   */
  public static OperatorServer start(
      InetSocketAddress address, OperatorMetrics metrics, Health health) throws IOException {
    OperatorServer server = new OperatorServer(HttpServer.create(address, 0), metrics, health);
    server.server.setExecutor(server.threads);
    server.server.createContext("/", server::answer);
    server.server.start();
    return server;
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchange.getRequestMethod().equals("GET")) {
        send(exchange, WRONG_METHOD, TEXT, "only GET\n");
        return;
      }
      switch (exchange.getRequestURI().getPath()) {
        case "/metrics" -> send(exchange, OK, EXPOSITION, metrics.registry().scrape());
        case "/healthz" -> send(exchange, health.ill(), "ok");
        case "/readyz" -> send(exchange, health.unready(), "ready");
        default -> send(exchange, NOT_FOUND, TEXT, "/metrics, /healthz or /readyz\n");
      }
    }
  }

  private static void send(HttpExchange exchange, Optional<String> problem, String well)
      throws IOException {
    send(exchange, problem.isEmpty() ? OK : UNAVAILABLE, TEXT, problem.orElse(well) + "\n");
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
  }
}
