package dev.waymark.e2e.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A command line with its surroundings; nothing happens until it is run or started. */
public record Command(List<String> words, Map<String, String> environment) {

  /** How long a command may take that says nothing else. */
  public static final Duration LIMIT = Duration.ofSeconds(30);

  public Command {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
  }

  /** The command of these words. */
  public static Command of(String... words) {
    return new Command(List.of(words), Map.of());
  }

  /** The command of these words. */
  public static Command of(List<String> words) {
    return new Command(words, Map.of());
  }

  /** The same command behind another that runs it, such as {@code nsenter}. */
  public Command behind(String... wrapper) {
    return new Command(Stream.concat(Stream.of(wrapper), words.stream()).toList(), environment);
  }

  /** The same command with these variables in its environment. */
  public Command with(Map<String, String> variables) {
    return new Command(words, variables);
  }

  /** Runs to the end, at most {@link #LIMIT}. */
  public Output run() {
    return run("", LIMIT);
  }

  /** Runs to the end, at most so long. */
  public Output run(Duration limit) {
    return run("", limit);
  }

  /**
   * Runs to the end with this standard input.
   *
   * @throws CommandFailed if it cannot be started or takes longer than {@code limit}; it is then
   *     ended
   */
  public Output run(String input, Duration limit) {
    Process process = launch(new ProcessBuilder(words));
    try {
      var out =
          CompletableFuture.supplyAsync(
              () -> read(process.getInputStream()), Thread::startVirtualThread);
      var err =
          CompletableFuture.supplyAsync(
              () -> read(process.getErrorStream()), Thread::startVirtualThread);
      try (var stdin = process.outputWriter()) {
        stdin.write(input);
      } catch (IOException closedByThem) {
        // A command need not read its input; whether it was content shows in its exit code.
      }
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new CommandFailed(this + " did not end within " + limit.toSeconds() + " s");
      }
      return new Output(this, process.exitValue(), out.join(), err.join());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailed(this + " was interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }

  /** Starts and does not wait; both streams go to the file. */
  public Background start(Path log) {
    var builder =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return new Background(this, launch(builder), log);
  }

  private Process launch(ProcessBuilder builder) {
    builder.environment().put("LC_ALL", "C");
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new CommandFailed("cannot run " + words.getFirst() + "; is it installed?", e);
    }
  }

  private static String read(InputStream stream) {
    try (stream) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The line as it would be typed, with what a shell would take apart in quotes. */
  @Override
  public String toString() {
    return words.stream()
        .map(
            word -> word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
        .collect(Collectors.joining(" "));
  }
}
