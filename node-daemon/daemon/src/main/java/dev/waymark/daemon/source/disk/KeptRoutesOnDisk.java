package dev.waymark.daemon.source.disk;

import dev.waymark.compiler.model.DesiredMirror;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.DesiredTable;
import dev.waymark.compiler.slice.SliceException;
import dev.waymark.compiler.slice.SliceTree;
import dev.waymark.daemon.resolve.KeptRoutes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last good content of mirrors, a folder each, in the same slices as everything else. */
public final class KeptRoutesOnDisk implements KeptRoutes {

  private static final Logger LOG = LoggerFactory.getLogger(KeptRoutesOnDisk.class);

  private final Path mirrors;

  /**
   * Below a directory that outlives a restart.
   *
   * @param state it gets a folder {@code mirrors} when something is kept
   */
  public KeptRoutesOnDisk(Path state) {
    this.mirrors = state.resolve("mirrors");
  }

  @Override
  public void keep(DesiredMirror mirror, DesiredTable good) {
    try {
      SliceTree tree = SliceTree.of(new DesiredState(List.of(good), List.of(), List.of()));
      SlicesOnDisk disk = new SlicesOnDisk(folder(mirror));
      tree.slices().forEach(disk::put);
      disk.point(new SlicesOnDisk.Pointer(tree.root(), mirror.name()));
      disk.collect(tree.root());
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("the last good routes of {} are lost over a restart: {}", name(mirror), why(e));
    }
  }

  @Override
  public Optional<DesiredTable> of(DesiredMirror mirror) {
    if (!Files.exists(folder(mirror))) {
      return Optional.empty();
    }
    try {
      SlicesOnDisk disk = new SlicesOnDisk(folder(mirror));
      return disk.pointer().flatMap(to -> disk.read(to.root()).table(mirror.table()));
    } catch (IOException | UncheckedIOException | SliceException e) {
      LOG.warn("the last good routes of {} cannot be used: {}", name(mirror), why(e));
      return Optional.empty();
    }
  }

  @Override
  public void forget(DesiredMirror mirror) {
    if (!Files.exists(folder(mirror))) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder(mirror))) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      LOG.warn("{} cannot be removed: {}", folder(mirror), why(e));
    }
  }

  private Path folder(DesiredMirror mirror) {
    return mirrors.resolve(name(mirror));
  }

  /** Neither name has an underscore: they are DNS names. */
  private static String name(DesiredMirror mirror) {
    return mirror.owner().name() + "_" + mirror.name();
  }

  private static String why(Exception e) {
    return String.valueOf(e.getMessage());
  }
}
