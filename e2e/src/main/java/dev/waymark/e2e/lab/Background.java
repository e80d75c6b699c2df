package dev.waymark.e2e.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A process of ours that runs beside us, and the file that it writes to. */
public final class Background implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Command command;
  private final Process process;
  private final Path log;

  Background(Command command, Process process, Path log) {
    this.command = command;
    this.process = process;
    this.log = log;
  }

  public long pid() {
    return process.pid();
  }

  public boolean alive() {
    return process.isAlive();
  }

  /** Runs this once it has ended, however it does, on a thread of its own. */
  public void whenEnded(Runnable then) {
    Thread.startVirtualThread(() -> {
      process.onExit().join();
      then.run();
    });
  }

  /** Sends the signal (a name as {@code kill} takes it, such as {@code HUP}) to this process. */
  public void signal(String name) {
    // The shell's own: a bare system has no program of this name.
    Command.of("sh", "-c", "kill -" + name + " " + pid()).run().orFail();
  }

  /**
   * Waits for the end by itself.
   *
   * @return the exit code
   * @throws CommandFailed if it still runs after {@code limit}
   */
  public int await(Duration limit) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new CommandFailed(
            command + " still runs after " + limit.toSeconds() + " s: " + text());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailed(command + " was interrupted", e);
    }
  }

  /** Asks it to end as Ctrl-C does, and waits for that. */
  public int interrupt() {
    if (alive()) {
      signal("INT");
    }
    return await(PATIENCE);
  }

  /** Ends it at once and without asking. */
  public void kill() {
    process.destroyForcibly();
    await(PATIENCE);
  }

  /** All that it wrote so far. */
  public String text() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + log, e);
    }
  }

  /** Ends it: politely, and by force if that does not help within two seconds. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(2, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
