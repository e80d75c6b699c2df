package dev.waymark.e2e.controlplane;

import dev.waymark.e2e.lab.ScratchDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A copy of etcd's directory, made while it stood still. */
public final class Snapshot {
  private final Path copy;

  private Snapshot(Path copy) {
    this.copy = copy;
  }

  static Snapshot of(Etcd etcd, Path copy) {
    copyTree(etcd.data(), copy);
    return new Snapshot(copy);
  }

  void restoreTo(Etcd etcd) {
    ScratchDirectory.delete(etcd.data());
    copyTree(copy, etcd.data());
  }

  private static void copyTree(Path from, Path to) {
    try (var all = Files.walk(from)) {
      for (Path each : (Iterable<Path>) all::iterator) {
        Files.copy(each, to.resolve(from.relativize(each).toString()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot copy " + from + " to " + to, e);
    }
  }
}
