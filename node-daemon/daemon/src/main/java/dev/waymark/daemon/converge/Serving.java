package dev.waymark.daemon.converge;

import dev.waymark.daemon.counters.PinnedCounts;
import dev.waymark.daemon.metrics.CommitLog;
import dev.waymark.daemon.metrics.MetricsServer;
import dev.waymark.daemon.metrics.NodeReadings;
import dev.waymark.daemon.report.BuildInfo;
import dev.waymark.daemon.report.StandingBoard;
import dev.waymark.daemon.settings.ListenAddress;
import dev.waymark.daemon.settings.NodeSettings;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Metrics, served once they are asked for, whatever the node holds then. */
final class Serving implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Serving.class);

  private final NodeSettings settings;
  private final StandingBoard board;
  private final CommitLog commits;
  private boolean started;
  private @Nullable MetricsServer server;

  Serving(NodeSettings settings, StandingBoard board, CommitLog commits) {
    this.settings = settings;
    this.board = board;
    this.commits = commits;
  }

  /**
   * Serves from now on; a second time does nothing. Packets go on without metrics: where they
   * cannot be served, that is said, and that is all.
   */
  void start() {
    if (started || settings.metricsListen().isEmpty()) {
      return;
    }
    started = true;
    ListenAddress listen = settings.metricsListen().get();
    try {
      server =
          MetricsServer.start(
              listen.toSocketAddress(),
              new NodeReadings(
                  BuildInfo.VERSION,
                  board::newest,
                  commits,
                  new PinnedCounts(settings.directories().pin()),
                  settings.directories().state()));
    } catch (IOException e) {
      LOG.warn(
          "metrics are not served: {}: {}; set metrics.listen to a free address, or to \"\"",
          listen,
          e.getMessage());
    }
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
  }
}
