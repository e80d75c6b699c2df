package dev.waymark.e2e.cluster;

import dev.waymark.e2e.lab.Background;
import dev.waymark.e2e.lab.Host;
import dev.waymark.e2e.lab.node.Launcher;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One replica of {@code waymark-operator}. As a kubelet would, this starts it again when it ends by
 * itself: who lost the lease, or finds that the API server went back, ends to begin anew.
 */
public final class OperatorProcess implements AutoCloseable {
  private static final String MAIN = "dev.waymark.controller.OperatorMain";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Host host;
  private final Path kubeconfig;
  private final int port;
  private @Nullable Background process;
  private boolean wanted;

  OperatorProcess(Host host, Path kubeconfig, int port) {
    this.host = host;
    this.kubeconfig = kubeconfig;
    this.port = port;
  }

  /** Starts it; again after it ended. A leader that dies is waited for three seconds. */
  public synchronized void start() {
    wanted = true;
    Background started =
        host.start(
            Launcher.onClassPath(
                MAIN,
                "run",
                "--kubeconfig=" + kubeconfig,
                "--listen=127.0.0.1:" + port,
                "--lease-duration=3"));
    process = started;
    started.whenEnded(this::startAgain);
  }

  private synchronized void startAgain() {
    if (wanted) {
      start();
    }
  }

  private synchronized void unwanted() {
    wanted = false;
  }

  /** Whether it is up and has seen the whole cluster. */
  public boolean ready() {
    return get("/readyz").isPresent();
  }

  /** What it serves at {@code /metrics}. */
  public String metrics() {
    return get("/metrics").orElseThrow(() -> new IllegalStateException("no metrics\n" + log()));
  }

  /** Whether it runs. */
  public boolean alive() {
    return process != null && process.alive();
  }

  /** Ends it as a crash would. */
  public void kill() {
    unwanted();
    running().kill();
  }

  /** Ends it as a service manager would. */
  public void stop() {
    unwanted();
    running().signal("TERM");
    running().await(PATIENCE);
  }

  /** All that the process that was started last wrote. */
  public String log() {
    return process == null ? "" : process.text();
  }

  @Override
  public void close() {
    unwanted();
    if (process != null) {
      process.close();
    }
  }

  private Optional<String> get(String path) {
    var output = host.run("curl", "-sf", "-m", "2", "http://127.0.0.1:" + port + path);
    return output.succeeded() ? Optional.of(output.out()) : Optional.empty();
  }

  private Background running() {
    if (process == null) {
      throw new IllegalStateException("the operator was not started");
    }
    return process;
  }
}
