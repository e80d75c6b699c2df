package dev.waymark.dataplane;

import dev.waymark.libbpf.BpfFs;
import dev.waymark.libbpf.BpfMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** The data plane's maps on the bpf file system. */
final class Pins {
  static final String STORE = "store";
  static final String ROLLBACK = "rollback";

  private final Path directory;

  Pins(Path directory) {
    this.directory = directory;
    BpfFs.ensureMounted(directory);
  }

  /** A pinned map. */
  Optional<BpfMap> open(String name) {
    Path path = directory.resolve(name);
    return Files.exists(path) ? Optional.of(BpfMap.openPinned(path)) : Optional.empty();
  }

  /** A pinned map, if it still has the shape that programs want. */
  Optional<BpfMap> open(String name, int valueSize, int maxEntries) {
    Optional<BpfMap> map = open(name);
    if (map.isPresent()
        && (map.get().valueSize() != valueSize || map.get().maxEntries() != maxEntries)) {
      map.get().close();
      return Optional.empty();
    }
    return map;
  }

  /** Whether something is pinned by that name. */
  boolean holds(String name) {
    return Files.exists(directory.resolve(name));
  }

  /** Pins a map; what was pinned by that name is replaced at once. */
  void pin(String name, BpfMap map) {
    // The bpf file system allows no dots in names.
    Path next = directory.resolve(name + "-next");
    try {
      Files.createDirectories(directory);
      Files.deleteIfExists(next);
      map.pin(next);
      Files.move(next, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot pin " + directory.resolve(name), e);
    }
  }
}
