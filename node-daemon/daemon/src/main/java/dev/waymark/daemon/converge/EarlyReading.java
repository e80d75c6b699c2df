package dev.waymark.daemon.converge;

import dev.waymark.compiler.slice.Digest;
import dev.waymark.compiler.slice.SliceException;
import dev.waymark.daemon.source.Wanted;
import dev.waymark.daemon.source.disk.SlicesOnDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state on the disk, read while the data plane is being opened: the kernel's verifier takes as
 * long as a million routes take to read, and neither needs the other.
 */
final class EarlyReading {

  private static final Logger LOG = LoggerFactory.getLogger(EarlyReading.class);

  private final SlicesOnDisk disk;
  private final FutureTask<Optional<Wanted>> proven;

  private EarlyReading(SlicesOnDisk disk) {
    this.disk = disk;
    this.proven = new FutureTask<>(() -> proven(disk));
  }

  /** Begins to read what the pointer names. */
  static EarlyReading begin(SlicesOnDisk disk) {
    EarlyReading reading = new EarlyReading(disk);
    Thread.ofPlatform().name("slices").daemon().start(reading.proven);
    return reading;
  }

  /**
   * The state that packets see, or that they saw before a reboot. Null if it is not on the disk:
   * keep what there is, and ask the source.
   *
   * @param active what packets see now, if anything
   */
  @Nullable Wanted state(Optional<Digest> active) throws InterruptedException {
    try {
      Optional<Wanted> pointed = proven.get();
      if (active.isEmpty() || pointed.map(Wanted::root).equals(active)) {
        return pointed.orElse(null);
      }
      // A crash between confirming and moving the pointer.
      return wanted(disk, active.get(), "unknown");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error bug) {
        throw bug;
      }
      return unusable(e.getCause() == null ? e : e.getCause());
    } catch (UncheckedIOException | SliceException e) {
      return unusable(e);
    }
  }

  private static Optional<Wanted> proven(SlicesOnDisk disk) throws IOException {
    return disk.pointer().map(pointer -> wanted(disk, pointer.root(), pointer.revision()));
  }

  private static Wanted wanted(SlicesOnDisk disk, Digest root, String commit) {
    return new Wanted(disk.read(root), root, commit, List.of(), List.of());
  }

  private static @Nullable Wanted unusable(Throwable why) {
    LOG.warn("the state on disk cannot be used, the source is waited for: {}", why.getMessage());
    return null;
  }
}
