package dev.waymark.controller.publish;

import dev.waymark.api.node.v1alpha1.NodeRouting;
import dev.waymark.api.node.v1alpha1.NodeRoutingSpec;
import dev.waymark.api.node.v1alpha1.NodeRoutingStatus;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which slices some node may still ask for: all below the roots that any NodeRouting names, however
 * long its node is away. Pure.
 *
 * @param needed names of slices
 * @param missing names that a root leads to, and that are not there: below them nothing could be
 *     marked
 */
public record SliceMarks(Set<String> needed, Set<String> missing) {

  /**
   * Marks from the roots of all NodeRoutings: wanted, seen, active, stable and rejected.
   *
   * @param refs the slices that are there, each with those that it names
   * @param more roots that are about to be published
   */
  public static SliceMarks of(
      Collection<NodeRouting> routings, Collection<String> more, Map<String, List<String>> refs) {
    Set<String> missing = new HashSet<>();
    Set<String> needed = new HashSet<>();
    Set<String> rejected = new HashSet<>();
    Set<String> roots = new HashSet<>(more);
    for (NodeRouting routing : routings) {
      NodeRoutingSpec spec = routing.getSpec();
      NodeRoutingStatus status = routing.getStatus();
      add(spec == null ? null : spec.root(), roots);
      if (status != null) {
        add(status.desiredRoot(), roots);
        add(status.activeRoot(), roots);
        add(status.stableRoot(), roots);
        status.rejectedRoots().forEach(root -> rejected.add(root.root()));
      }
    }
    walk(roots, refs, needed, missing);
    // A root that was taken back is of use to nobody without its tree.
    walk(rejected, refs, needed, new HashSet<>());
    return new SliceMarks(needed, missing);
  }

  private static void walk(
      Set<String> roots, Map<String, List<String>> refs, Set<String> needed, Set<String> missing) {
    Deque<String> open = new ArrayDeque<>(roots);
    while (!open.isEmpty()) {
      String name = open.pop();
      List<String> below = refs.get(name);
      if (below == null) {
        missing.add(name);
      } else if (needed.add(name)) {
        open.addAll(below);
      }
    }
  }

  private static void add(@Nullable String root, Set<String> roots) {
    if (root != null) {
      roots.add(root);
    }
  }
}
