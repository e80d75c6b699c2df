package dev.waymark.e2e.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A directory of ours below the system's temporary one; closed, it is gone with its content. */
public record ScratchDirectory(Path path) implements AutoCloseable {
  private static final int ATTEMPTS = 20;
  private static final long PAUSE_NANOS = 50_000_000;

  /** Makes the directory of this name, which no other has. */
  public ScratchDirectory(String name) {
    this(Path.of(System.getProperty("java.io.tmpdir"), name));
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + path, e);
    }
  }

  /** Gone with its content, also while a process that is about to end still writes into it. */
  @Override
  public void close() {
    for (int attempt = 1; ; attempt++) {
      try {
        delete(path);
        return;
      } catch (UncheckedIOException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  /** Removes the file or the directory with all that is in it; one that is not there is gone. */
  public static void delete(Path root) {
    if (!Files.exists(root)) {
      return;
    }
    List<Path> deepestFirst;
    try (var all = Files.walk(root)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + root, e);
    }
    for (Path each : deepestFirst) {
      try {
        Files.deleteIfExists(each);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot remove " + each, e);
      }
    }
  }
}
