package dev.waymark.e2e.lab;

import dev.waymark.compiler.slice.Digest;
import dev.waymark.daemon.converge.CommitStep;
import dev.waymark.daemon.converge.Daemon;
import dev.waymark.daemon.converge.RunLock;
import dev.waymark.daemon.settings.NodeSettings;
import dev.waymark.daemon.settings.SettingsOverrides;
import dev.waymark.daemon.settings.SettingsReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code waymark-node run}, which stands still for ever before the step that a file in its run
 * directory names, and says so by another: so that a test can kill it right there.
 */
final class HaltedNode {
  private static final String ORDER = "halt-before";
  private static final String REACHED = "halted";

  private HaltedNode() {}

  /** {@code run --config FILE}. */
  public static void main(String[] arguments) throws Exception {
    NodeSettings settings =
        SettingsReader.read(Path.of(arguments[arguments.length - 1]), SettingsOverrides.NONE);
    Path run = settings.directories().run();
    if (!(RunLock.take(run) instanceof RunLock.Attempt.Taken(RunLock lock))) {
      throw new IllegalStateException("another daemon runs");
    }
    try (lock) {
      new Daemon(settings, (step, root) -> haltBefore(step, root, run)).run();
    }
  }

  /**
   * The daemon of this run directory is to stand still before this step, of a commit of another
   * state than the one that serves.
   */
  static void order(Path run, CommitStep step, String serving) throws IOException {
    Files.createDirectories(run);
    Files.deleteIfExists(run.resolve(REACHED));
    Files.writeString(run.resolve(ORDER), step.name() + " " + serving);
  }

  /** Nobody is to stand still any more. */
  static void release(Path run) throws IOException {
    Files.deleteIfExists(run.resolve(ORDER));
    Files.deleteIfExists(run.resolve(REACHED));
  }

  /** Whether a daemon stands still. */
  static boolean halted(Path run) {
    return Files.exists(run.resolve(REACHED));
  }

  private static void haltBefore(CommitStep step, Digest root, Path run) {
    try {
      Path order = run.resolve(ORDER);
      if (!Files.exists(order)) {
        return;
      }
      String[] words = Files.readString(order).split(" ", 2);
      if (!words[0].equals(step.name()) || words[1].equals(root.toString())) {
        return;
      }
      Files.createFile(run.resolve(REACHED));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    while (true) {
      LockSupport.park();
    }
  }
}
