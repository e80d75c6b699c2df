package dev.waymark.daemon.source.disk;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.slice.Digest;
import dev.waymark.compiler.slice.Slice;
import dev.waymark.compiler.slice.SliceStore;
import dev.waymark.compiler.slice.SliceTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The last good desired state, below the state directory: what a node starts from before it asks
 * anybody.
 *
 * <pre>
 *   slices/NAME   a slice, named by its content; written, synced, renamed
 *   pointer       root NAME
 *                 commit ID        what the source calls it: a commit, or in a cluster a root
 * </pre>
 */
public final class SlicesOnDisk implements SliceStore {

  private static final String ROOT = "root ";
  private static final String COMMIT = "commit ";

  private final Path state;
  private final Path slices;
  private final Path pointer;

  /** What the pointer names. */
  public record Pointer(Digest root, String revision) {}

  /**
   * Opens the store.
   *
   * @param state the state directory, which is made if absent
   */
  public SlicesOnDisk(Path state) throws IOException {
    this.state = state;
    slices = Files.createDirectories(state.resolve("slices"));
    pointer = state.resolve("pointer");
  }

  @Override
  public Optional<byte[]> get(Digest name) {
    try {
      return Optional.of(Files.readAllBytes(file(name)));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read slice " + name, e);
    }
  }

  /**
   * Keeps the slice under its name. One that is there already stays: names never change their
   * content.
   */
  public void put(Slice slice) {
    Path file = file(slice.name());
    try {
      if (!Files.exists(file)) {
        DurableFile.write(file, slice.bytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write slice %s; is the disk full?".formatted(file), e);
    }
  }

  /** Removes a slice that is not what its name says, so that it can be had anew. */
  public void forget(Digest name) {
    try {
      Files.deleteIfExists(file(name));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove slice " + file(name), e);
    }
  }

  /**
   * What the pointer names; empty if nothing was ever confirmed here.
   *
   * @throws IOException if the pointer is there and cannot be understood
   */
  public Optional<Pointer> pointer() throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(pointer);
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    }
    String root = valueOf(lines, ROOT);
    try {
      return Optional.of(new Pointer(Digest.parse(root), valueOf(lines, COMMIT)));
    } catch (IllegalArgumentException e) {
      throw new IOException("%s does not name a root: %s".formatted(pointer, e.getMessage()), e);
    }
  }

  /** Names the state that is proven; its slices are on the disk already. */
  public void point(Pointer to) throws IOException {
    DurableFile.syncDirectory(slices);
    DurableFile.write(
        pointer, (ROOT + to.root() + "\n" + COMMIT + to.revision() + "\n").getBytes(UTF_8));
    DurableFile.syncDirectory(state);
  }

  /**
   * Reads a state.
   *
   * @throws dev.waymark.compiler.slice.SliceException if a slice is missing or not what its name
   *     says
   */
  public DesiredState read(Digest root) {
    return SliceTree.read(root, this);
  }

  /** Removes every slice that the state of this root does not need; returns how many went. */
  public int collect(Digest root) throws IOException {
    Set<Path> kept = new HashSet<>();
    keep(root, kept);
    List<Path> present;
    try (Stream<Path> files = Files.list(slices)) {
      present = files.toList();
    }
    int removed = 0;
    for (Path file : present) {
      if (!kept.contains(file)) {
        Files.delete(file);
        removed++;
      }
    }
    return removed;
  }

  private void keep(Digest name, Set<Path> kept) {
    if (!kept.add(file(name))) {
      return;
    }
    byte[] bytes = get(name).orElseThrow();
    Slice.parse(name, bytes).refs().forEach(ref -> keep(ref, kept));
  }

  private Path file(Digest name) {
    return slices.resolve(name.toString());
  }

  private static String valueOf(List<String> lines, String key) {
    return lines.stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(key.length()).strip())
        .findFirst()
        .orElse("");
  }
}
