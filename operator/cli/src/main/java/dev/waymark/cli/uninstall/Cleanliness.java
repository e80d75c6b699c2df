package dev.waymark.cli.uninstall;

import dev.waymark.api.node.v1alpha1.NodePhase;
import dev.waymark.api.node.v1alpha1.NodeRouting;
import dev.waymark.api.node.v1alpha1.NodeRoutingStatus;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.slice.SliceTree;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which nodes have let go of everything, and what the others say.
 *
 * @param missing by node: why it is not clean
 */
public record Cleanliness(SortedMap<String, String> missing) {

  private static final String NOTHING = SliceTree.of(DesiredState.EMPTY).root().toString();

  /**
   * Of the nodes.
   *
   * @param ignored nobody waits for these
   */
  public static Cleanliness of(Collection<NodeRouting> routings, Set<String> ignored) {
    SortedMap<String, String> missing = new TreeMap<>();
    for (NodeRouting routing : routings) {
      String node = routing.getMetadata().getName();
      if (!ignored.contains(node)) {
        String why = why(routing);
        if (!why.isEmpty()) {
          missing.put(node, why);
        }
      }
    }
    return new Cleanliness(missing);
  }

  /** Whether all have. */
  public boolean isClean() {
    return missing.isEmpty();
  }

  /** A line for each that has not. */
  public List<String> lines() {
    return missing.entrySet().stream()
        .map(one -> "%s: %s".formatted(one.getKey(), one.getValue()))
        .toList();
  }

  private static String why(NodeRouting routing) {
    NodeRoutingStatus status = routing.getStatus();
    if (routing.getSpec() == null || !NOTHING.equals(routing.getSpec().root())) {
      return "the operator has not told it yet";
    }
    if (status == null || status.phase() == null) {
      return "its daemon has not said anything";
    }
    return status.phase() == NodePhase.Clean ? "" : "its daemon says " + status.phase();
  }
}
