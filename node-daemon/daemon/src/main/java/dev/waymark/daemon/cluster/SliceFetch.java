package dev.waymark.daemon.cluster;

import dev.waymark.api.node.v1alpha1.RouteSlice;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.slice.Digest;
import dev.waymark.compiler.slice.Slice;
import dev.waymark.compiler.slice.SliceException;
import dev.waymark.compiler.slice.SliceResource;
import dev.waymark.compiler.slice.SliceStore;
import dev.waymark.compiler.slice.SliceTree;
import dev.waymark.daemon.source.disk.SlicesOnDisk;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The tree of slices below a root: from the disk what is there, the rest from the API server, a few
 * at a time, level by level. Each slice is checked against its name. What was fetched is kept for
 * the next attempt at the same root, and for no longer.
 */
final class SliceFetch {

  private static final int AT_ONCE = 8;

  private final ClusterApi api;
  private final SlicesOnDisk disk;
  private Map<Digest, Slice> held = new LinkedHashMap<>();

  /** Whole, or what stands against it. */
  sealed interface Tree {
    /**
     * All of it.
     *
     * @param slices every slice once
     */
    record Whole(DesiredState state, Collection<Slice> slices) implements Tree {}

    /** A slice is not in the cluster: it may come. */
    record Missing(Digest slice) implements Tree {}

    /** A slice is not what its name says, or does not fit where it stands. */
    record Corrupt(String message) implements Tree {}
  }

  SliceFetch(ClusterApi api, SlicesOnDisk disk) {
    this.api = api;
    this.disk = disk;
  }

  /** The tree of a root. */
  Tree tree(Digest root) throws ApiFailure, InterruptedException {
    try {
      Map<Digest, Slice> tree = new LinkedHashMap<>();
      Set<Digest> level = Set.of(root);
      while (!level.isEmpty()) {
        have(level);
        Set<Digest> below = new LinkedHashSet<>();
        for (Digest name : level) {
          Slice slice = held.get(name);
          if (slice == null) {
            return new Tree.Missing(name);
          }
          tree.put(name, slice);
          slice.refs().stream().filter(ref -> !tree.containsKey(ref)).forEach(below::add);
        }
        level = below;
      }
      Tree whole = new Tree.Whole(SliceTree.read(root, new InMemory(tree)), tree.values());
      held = new LinkedHashMap<>();
      return whole;
    } catch (SliceException e) {
      return new Tree.Corrupt(String.valueOf(e.getMessage()));
    }
  }

  /** Forgets what was fetched of a root that is not asked for any more. */
  void forget() {
    held = new LinkedHashMap<>();
  }

  /** Has as many of these as there are. */
  private void have(Set<Digest> names) throws ApiFailure, InterruptedException {
    Set<Digest> absent = new LinkedHashSet<>();
    for (Digest name : names) {
      if (!held.containsKey(name)) {
        onDisk(name).ifPresentOrElse(slice -> held.put(name, slice), () -> absent.add(name));
      }
    }
    if (absent.isEmpty()) {
      return;
    }
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.min(AT_ONCE, absent.size()),
            Thread.ofPlatform().name("slices-", 0).daemon().factory());
    try {
      List<Callable<Optional<Slice>>> questions =
          absent.stream().<Callable<Optional<Slice>>>map(name -> () -> inCluster(name)).toList();
      for (Future<Optional<Slice>> answer : threads.invokeAll(questions)) {
        answer.get().ifPresent(slice -> held.put(slice.name(), slice));
      }
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case ApiFailure failure -> throw failure;
        case RuntimeException corrupt -> throw corrupt;
        case null, default -> throw new IllegalStateException("a slice was not fetched", e);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private Optional<Slice> onDisk(Digest name) {
    try {
      return disk.get(name).map(bytes -> Slice.parse(name, bytes));
    } catch (SliceException.Corrupt damaged) {
      disk.forget(name);
      return Optional.empty();
    }
  }

  private Optional<Slice> inCluster(Digest name) throws ApiFailure {
    Optional<RouteSlice> resource = api.slice(name.toString());
    return resource.map(SliceResource::slice);
  }

  private record InMemory(Map<Digest, Slice> tree) implements SliceStore {
    @Override
    public Optional<byte[]> get(Digest name) {
      return Optional.ofNullable(tree.get(name)).map(Slice::bytes);
    }
  }
}
