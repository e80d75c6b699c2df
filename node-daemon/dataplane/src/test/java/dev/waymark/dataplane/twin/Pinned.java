package dev.waymark.dataplane.twin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What a data plane of a test leaves pinned. */
final class Pinned {
  private Pinned() {}

  static void remove(Path directory) {
    List<Path> left;
    try (Stream<Path> all = Files.walk(directory)) {
      left = all.sorted(Comparator.reverseOrder()).toList();
      for (Path path : left) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + directory, e);
    }
  }
}
