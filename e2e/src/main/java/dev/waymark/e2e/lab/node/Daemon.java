package dev.waymark.e2e.lab.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.e2e.lab.Background;
import dev.waymark.e2e.lab.Command;
import dev.waymark.e2e.lab.Lab;
import dev.waymark.e2e.lab.Output;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;
import org.jspecify.annotations.Nullable;

/** {@code waymark-node} on the lab's router, following a repository or an API server. */
public final class Daemon implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Lab lab;
  private final @Nullable GitRepository repository;
  private final Path config;
  private final Path report;
  private @Nullable Background process;
  private @Nullable Path version;
  private Instant startedAt = Instant.EPOCH;

  private Daemon(Lab lab, @Nullable GitRepository repository, Path config) {
    this.lab = lab;
    this.repository = repository;
    this.config = config;
    this.report = lab.directory().resolve("run").resolve("status.json");
  }

  private static Status parse(String json, String otherwise) {
    try {
      return new Status(JSON.readTree(json));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("this is no status: " + json + otherwise, e);
    }
  }

  /** Writes the settings; nothing runs yet. The lab will remove what the daemon leaves. */
  public static Daemon configure(Lab lab, GitRepository repository, Settings settings) {
    return lab.owns(new Daemon(lab, repository, write(lab, settings.yaml(lab, repository))));
  }

  /** The same for node {@code r1} of the cluster that a kubeconfig leads to. */
  public static Daemon configure(Lab lab, Path kubeconfig, Settings settings) {
    return lab.owns(new Daemon(lab, null, write(lab, settings.yaml(lab, kubeconfig))));
  }

  private static Path write(Lab lab, String settings) {
    Path config = lab.directory().resolve("node.yaml");
    try {
      return Files.writeString(config, settings);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + config, e);
    }
  }

  /** The daemon of these settings, running. */
  public static Daemon start(Lab lab, GitRepository repository, Settings settings) {
    Daemon daemon = configure(lab, repository, settings);
    daemon.start();
    return daemon;
  }

  /** Starts {@code waymark-node run}; again after it ended. */
  public void start() {
    startedAt = Instant.now();
    process = lab.router().start(command("run"));
  }

  /** Starts it behind another command that runs it, such as one that takes rights away. */
  public void startBehind(String... wrapper) {
    startedAt = Instant.now();
    process = lab.router().start(command("run").behind(wrapper));
  }

  /**
   * From the next start on, another version runs.
   *
   * @param classes a directory with what differs in it; null: this version again
   */
  public void use(@Nullable Path classes) {
    version = classes;
  }

  /**
   * Starts another program with this daemon's settings, {@code main run --config FILE}: for one
   * that does as {@code waymark-node} does, and dies where it is told to.
   */
  public void startAs(Class<?> main) {
    startedAt = Instant.now();
    process =
        lab.router()
            .start(Launcher.onClassPath(main.getName(), "run", "--config", config.toString()));
  }

  /** Where it writes its lock and its report. */
  public Path runDirectory() {
    return lab.directory().resolve("run");
  }

  /** The file that it was configured by. */
  public Path config() {
    return config;
  }

  /** The running process. */
  public Background process() {
    if (process == null) {
      throw new IllegalStateException("the daemon was not started");
    }
    return process;
  }

  /** The command line of a sub-command, to be run on the router. */
  public Command command(String subcommand, String... options) {
    var words = new ArrayList<>(List.of(subcommand, "--config", config.toString()));
    words.addAll(List.of(options));
    return Launcher.waymarkNode(version, words.toArray(String[]::new));
  }

  /** Runs a sub-command on the router. */
  public Output run(String subcommand, String... options) {
    return lab.router().on(command(subcommand, options)).run();
  }

  /** What {@code waymark-node status -o json} prints. */
  public Status status() {
    Output output = run("status", "-o", "json");
    return parse(output.out(), output.text());
  }

  /**
   * The report in the run directory, which {@link #status} reads as well: without a start of it.
   */
  public Status report() {
    try {
      return parse(Files.readString(report), "");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + report + "; is the daemon up?", e);
    }
  }

  /** Waits until the repository's newest commit serves, all of it Ready. */
  public Status awaitServing() {
    if (repository == null) {
      throw new IllegalStateException("the daemon follows no repository");
    }
    return awaitServing(repository.head());
  }

  /** Waits until this commit serves, all of it Ready. */
  public Status awaitServing(String commit) {
    return await("commit " + commit + " serves", status -> status.serves(commit));
  }

  /**
   * Waits until the report is so, and was written by the daemon that runs.
   *
   * @throws AssertionError after a minute, with the last report and the daemon's log
   */
  public Status await(String what, Predicate<Status> so) {
    try {
      return Awaitility.await(what)
          .atMost(PATIENCE)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(20))
          .failFast("the daemon ended", () -> !process().alive())
          .until(this::newReport, newest -> newest.filter(so).isPresent())
          .orElseThrow();
    } catch (ConditionTimeoutException | TerminalFailureException e) {
      throw new AssertionError(
          "not so: %s%n--- report%n%s%n--- log%n%s"
              .formatted(what, Files.exists(report) ? report() : "none", log()),
          e);
    }
  }

  /** A daemon that starts says so anew; what the one before it wrote is not its word. */
  private Optional<Status> newReport() throws IOException {
    return Files.exists(report)
            && !Files.getLastModifiedTime(report).toInstant().isBefore(startedAt)
        ? Optional.of(report())
        : Optional.empty();
  }

  /** Asks the daemon to look at the repository now. */
  public void lookNow() {
    process().signal("HUP");
  }

  /** Ends it as a crash would. */
  public void kill() {
    process().kill();
  }

  /** Ends it as a service manager would; what it programmed stays. */
  public void stop() {
    process().signal("TERM");
    process().await(PATIENCE);
  }

  /** All that the running daemon wrote. */
  public String log() {
    return process == null ? "" : process.text();
  }

  /** Ends the daemon; what it pinned goes with the lab. */
  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
  }
}
