package dev.waymark.daemon.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves {@code /metrics} in the Prometheus text format, {@code /healthz} (200 while the daemon
 * runs) and {@code /readyz} (200 once what is wanted is proven and attached, else 503 and why).
 * Reading only; nothing can be changed through it.
 */
public final class MetricsServer implements AutoCloseable {

  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int WRONG_METHOD = 405;
  private static final int FAILED = 500;
  private static final int UNAVAILABLE = 503;
  private static final int THREADS = 2;
  private static final String TEXT = "text/plain; charset=utf-8";

  private final HttpServer server;
  private final ExecutorService threads;
  private final NodeReadings readings;
  private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();

  private MetricsServer(HttpServer server, NodeReadings readings) {
    this.server = server;
    this.readings = readings;
    this.threads =
        Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().name("metrics-", 0).daemon().factory());
  }

  /**
   * Listens, in the calling thread's network namespace.
   *
   * @throws IOException if the address is in use, or none of this host's
   */
  public static MetricsServer start(InetSocketAddress address, NodeReadings readings)
      throws IOException {
    MetricsServer server = new MetricsServer(HttpServer.create(address, 0), readings);
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
        send(exchange, WRONG_METHOD, TEXT, "only GET\n".getBytes(UTF_8));
        return;
      }
      switch (exchange.getRequestURI().getPath()) {
        case "/metrics" -> metrics(exchange);
        case "/healthz" -> send(exchange, OK, TEXT, "ok\n".getBytes(UTF_8));
        case "/readyz" -> ready(exchange);
        default ->
            send(exchange, NOT_FOUND, TEXT, "/metrics, /healthz or /readyz\n".getBytes(UTF_8));
      }
    }
  }

  private void metrics(HttpExchange exchange) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try {
      writer.write(body, readings.read(), EscapingScheme.DEFAULT);
    } catch (IOException | RuntimeException e) {
      String why = "the metrics cannot be read now: %s\n".formatted(e.getMessage());
      send(exchange, FAILED, TEXT, why.getBytes(UTF_8));
      return;
    }
    send(exchange, OK, writer.getContentType(), body.toByteArray());
  }

  private void ready(HttpExchange exchange) throws IOException {
    Optional<String> unready = readings.unready();
    send(
        exchange,
        unready.isEmpty() ? OK : UNAVAILABLE,
        TEXT,
        (unready.orElse("ready") + "\n").getBytes(UTF_8));
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
  }
}
