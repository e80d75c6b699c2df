package dev.waymark.e2e.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.e2e.lab.Background;
import dev.waymark.e2e.lab.Command;
import dev.waymark.e2e.lab.Host;
import dev.waymark.e2e.lab.Output;
import dev.waymark.e2e.lab.node.Launcher;
import dev.waymark.e2e.lab.node.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code waymark-node} on a node of the cluster, killed and asked as a user would. */
public final class ClusterNode implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Host host;
  private final Path config;
  private @Nullable Background process;

  private ClusterNode(Host host, Path config) {
    this.host = host;
    this.config = config;
  }

  /**
   * Writes the settings; nothing runs yet.
   *
   * @param kubeconfig as whom it asks the API server
   * @param path {@code Fast} or {@code Kernel}, on the interface that the client is at
   */
  static ClusterNode configure(ClusterNetwork network, Host host, Path kubeconfig, String path) {
    Path own = network.directory().resolve(host.role());
    Path config = own.resolve("node.yaml");
    try {
      Files.createDirectories(own);
      Files.writeString(
          config,
          """
          node: {name: %s}
          source: {kubernetes: {kubeconfig: %s}}
          interfaces: [{match: "lan*", path: %s, sourceCheck: "Off"}]
          store: {limit: 64Mi}
          directories: {pin: %s, state: %s, run: %s}
          """
              .formatted(
                  host.role(),
                  kubeconfig,
                  path,
                  network.pins(host),
                  own.resolve("state"),
                  own.resolve("run")));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + config, e);
    }
    return new ClusterNode(host, config);
  }

  /** Its name, which is its Node's. */
  public String name() {
    return host.role();
  }

  public Host host() {
    return host;
  }

  /** Starts {@code waymark-node run}; again after it ended. */
  public void start() {
    process = host.start(command("run"));
  }

  /** Runs a sub-command on the node. */
  public Output run(String subcommand, String... options) {
    return host.on(command(subcommand, options)).run();
  }

  /** What {@code waymark-node status -o json} prints. */
  public Status status() {
    Output output = run("status", "-o", "json");
    try {
      return new Status(JSON.readTree(output.out()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("this is no status: " + output.text(), e);
    }
  }

  /** Ends it as a crash would. */
  public void kill() {
    running().kill();
  }

  /** Ends it as a service manager would; what it programmed stays. */
  public void stop() {
    running().signal("TERM");
    running().await(PATIENCE);
  }

  /** All that the daemon that was started last wrote. */
  public String log() {
    return process == null ? "" : process.text();
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
  }

  private Background running() {
    if (process == null) {
      throw new IllegalStateException("the daemon of " + name() + " was not started");
    }
    return process;
  }

  private Command command(String subcommand, String... options) {
    String[] words = new String[options.length + 3];
    words[0] = subcommand;
    words[1] = "--config";
    words[2] = config.toString();
    System.arraycopy(options, 0, words, 3, options.length);
    return Launcher.waymarkNode(null, words);
  }

  @Override
  public String toString() {
    return name();
  }
}
