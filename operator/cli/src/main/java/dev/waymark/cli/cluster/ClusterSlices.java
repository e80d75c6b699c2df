package dev.waymark.cli.cluster;

import dev.waymark.api.node.v1alpha1.RouteSlice;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.slice.Digest;
import dev.waymark.compiler.slice.Slice;
import dev.waymark.compiler.slice.SliceException;
import dev.waymark.compiler.slice.SliceResource;
import dev.waymark.compiler.slice.SliceStore;
import dev.waymark.compiler.slice.SliceTree;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The RouteSlices of a cluster; each is asked for once. */
public final class ClusterSlices implements SliceStore {

  private final Cluster cluster;
  private final Map<Digest, Optional<byte[]>> slices = new HashMap<>();
  private final Map<Digest, DesiredState> states = new HashMap<>();

  ClusterSlices(Cluster cluster) {
    this.cluster = cluster;
  }

  /**
   * The state that a root names.
   *
   * @throws ClusterException if a slice is missing or is not what its name says
   */
  public DesiredState state(Digest root) {
    DesiredState known = states.get(root);
    if (known != null) {
      return known;
    }
    try {
      DesiredState state = SliceTree.read(root, this);
      states.put(root, state);
      return state;
    } catch (SliceException e) {
      throw new ClusterException("root %s cannot be read: %s".formatted(root, e.getMessage()), e);
    }
  }

  @Override
  public Optional<byte[]> get(Digest name) {
    return slices.computeIfAbsent(name, this::fetched);
  }

  private Optional<byte[]> fetched(Digest name) {
    RouteSlice found =
        cluster.ask(
            "RouteSlices", all -> all.resources(RouteSlice.class).withName(name.toString()).get());
    return Optional.ofNullable(found).map(SliceResource::slice).map(Slice::bytes);
  }
}
