package dev.waymark.dataplane;

import dev.waymark.libbpf.BpfFs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A data plane with pins of its own, which are removed after each test whatever happens. */
public final class PinnedDataplane implements BeforeEachCallback, AfterEachCallback {
  private static final AtomicInteger NEXT = new AtomicInteger();

  private final long initialBytes;
  private final long largestBytes;
  private @Nullable Path directory;
  private @Nullable Dataplane dataplane;

  public PinnedDataplane(long initialBytes, long largestBytes) {
    this.initialBytes = initialBytes;
    this.largestBytes = largestBytes;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    directory =
        BpfFs.USUAL.resolve(
            "wm-test-" + ProcessHandle.current().pid() + "-" + NEXT.incrementAndGet());
    restart();
  }

  /** The data plane, opened. */
  public Dataplane get() {
    if (dataplane == null) {
      throw new IllegalStateException("not open");
    }
    return dataplane;
  }

  /** Where the pins are. */
  public Path directory() {
    if (directory == null) {
      throw new IllegalStateException("not open");
    }
    return directory;
  }

  /** Closes the data plane as a dying process would, and opens it again. */
  public Dataplane restart() {
    if (dataplane != null) {
      dataplane.close();
    }
    dataplane = Dataplane.open(new DataplaneSettings(directory(), initialBytes, largestBytes));
    return dataplane;
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    if (dataplane != null) {
      dataplane.close();
      dataplane = null;
    }
    Path pins = directory();
    if (Files.exists(pins)) {
      try (Stream<Path> paths = Files.walk(pins)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
