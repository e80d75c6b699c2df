package dev.waymark.e2e.lab.bird;

import dev.waymark.e2e.lab.Background;
import dev.waymark.e2e.lab.Command;
import dev.waymark.e2e.lab.Host;
import dev.waymark.e2e.lab.Output;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** One BIRD, running until its host is closed. */
public final class Bird {
  private static final String PROGRAM = "/usr/sbin/bird";
  private static final String CONTROL = "/usr/sbin/birdc";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Host host;
  private final Path socket;
  private final Background process;

  private Bird(Host host, Path socket, Background process) {
    this.host = host;
    this.socket = socket;
    this.process = process;
  }

  /** Starts it on a host with this configuration; its files lie below {@code directory}. */
  public static Bird start(Host host, Path directory, String configuration) {
    Path file = directory.resolve(host.role() + "-bird.conf");
    Path socket = directory.resolve(host.role() + "-bird.ctl");
    try {
      Files.writeString(file, configuration);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
    Background process =
        host.start(Command.of(PROGRAM, "-f", "-c", file.toString(), "-s", socket.toString()));
    return new Bird(host, socket, process);
  }

  /** Switches one of its protocols on. */
  public void enable(String protocol) {
    control("enable", protocol);
  }

  /** Switches one of its protocols off: what came from it goes. */
  public void disable(String protocol) {
    control("disable", protocol);
  }

  /** Ends it without a word to its peer; the routes that it gave to the kernel stay there. */
  public void kill() {
    process.kill();
  }

  private void control(String... words) {
    String[] line = new String[words.length + 3];
    line[0] = CONTROL;
    line[1] = "-s";
    line[2] = socket.toString();
    System.arraycopy(words, 0, line, 3, words.length);
    Output output = host.on(Command.of(line)).run(PATIENCE).orFail();
    if (!output.out().contains("abled")) {
      throw new IllegalStateException("bird on %s: %s".formatted(host, output.text()));
    }
  }
}
