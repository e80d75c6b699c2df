package dev.waymark.controller.rollout;

import dev.waymark.compiler.model.Owner;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far a resource has come.
 *
 * @param nodes those that it selects, and those that hold something of it, by name
 * @param stoppedBy the nodes at which it failed; nobody takes it while there are any
 */
public record ResourceRollout(
    Owner owner, SortedMap<String, NodeStand> nodes, List<String> stoppedBy) {
  /** Keeps copies. */
  public ResourceRollout {
    nodes = Collections.unmodifiableSortedMap(new TreeMap<>(nodes));
    stoppedBy = List.copyOf(stoppedBy);
  }

  /** Nobody holds it, and nobody shall. */
  public static ResourceRollout none(Owner owner) {
    return new ResourceRollout(owner, Collections.emptySortedMap(), List.of());
  }

  /** How many nodes are there. */
  public long count(Stand stand) {
    return nodes.values().stream().filter(node -> node.stand() == stand).count();
  }
}
