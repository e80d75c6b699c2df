package dev.waymark.daemon.converge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The right to act on a set of directories: at most one process holds it. The kernel takes it back
 * when the process ends, however it ends. The file holds the holder's process id.
 */
public final class RunLock implements AutoCloseable {

  /** Where the lock lies in the run directory. */
  public static final String FILE = "lock";

  /** Where the lock of the one reader of events lies. */
  static final String EVENTS_FILE = "events.lock";

  /** Whether the lock could be taken. */
  public sealed interface Attempt {
    /** It is ours until closed. */
    record Taken(RunLock lock) implements Attempt {}

    /**
     * Somebody else holds it.
     *
     * @param holder the process id that the file names; empty while its holder is just starting
     */
    record Held(String holder) implements Attempt {}
  }

  private final Path file;
  private final FileChannel channel;

  private RunLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Tries to take the lock of {@code directory}, which is made if absent.
   *
   * @throws IOException if the directory or file cannot be written
   */
  public static Attempt take(Path directory) throws IOException {
    return take(directory, FILE);
  }

  /** Tries to take the right to be the one reader of events. */
  public static Attempt takeEvents(Path directory) throws IOException {
    return take(directory, EVENTS_FILE);
  }

  private static Attempt take(Path directory, String name) throws IOException {
    Files.createDirectories(directory);
    Path file = directory.resolve(name);
    FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE);
    FileLock lock = null;
    try {
      lock = tryLock(channel);
      if (lock == null) {
        return new Attempt.Held(Files.readString(file).strip());
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(UTF_8)));
      return new Attempt.Taken(new RunLock(file, channel));
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
  }

  /**
   * The process that holds the lock of {@code directory}, or empty when nobody does. Looks only:
   * makes and keeps nothing.
   *
   * @throws IOException if the file is there and cannot be read
   */
  public static Optional<String> holder(Path directory) throws IOException {
    Path file = directory.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (FileChannel channel = FileChannel.open(file, READ, WRITE);
        FileLock lock = tryLock(channel)) {
      return lock == null ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    }
  }

  /** Null when another process, or this one elsewhere, holds it. */
  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  /** Removes the file, while the lock is still held. */
  public void delete() throws IOException {
    Files.deleteIfExists(file);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
