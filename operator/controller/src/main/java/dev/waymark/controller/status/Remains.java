package dev.waymark.controller.status;

import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.slice.Digest;
import dev.waymark.controller.rollout.NodeStanding;
import dev.waymark.controller.rollout.Roots;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where something of a resource that is being deleted is left.
 *
 * @param waitFor nodes that still hold something of it, or may: its finalizer stays
 * @param leftOn nodes that do, and have been away for too long to wait for
 */
public record Remains(List<String> waitFor, List<String> leftOn) {
  /** Keeps copies. */
  public Remains {
    waitFor = List.copyOf(waitFor);
    leftOn = List.copyOf(leftOn);
  }

  /**
   * Asks the roots of every node.
   *
   * @param nodes those as well whose Node object is gone
   */
  public static Remains of(Owner owner, Collection<NodeStanding> nodes, Roots roots) {
    List<String> waitFor = new ArrayList<>();
    List<String> leftOn = new ArrayList<>();
    for (NodeStanding node : nodes) {
      if (!free(owner, node, roots)) {
        (node.reach() == NodeStanding.Reach.Unreachable ? leftOn : waitFor).add(node.name());
      }
    }
    return new Remains(waitFor, leftOn);
  }

  /** Whether the resource may go. */
  public boolean gone() {
    return waitFor.isEmpty();
  }

  /**
   * A node is free of it when what it was asked for last has nothing of it, when it has seen that,
   * and when neither what is live nor what it would go back to has.
   */
  private static boolean free(Owner owner, NodeStanding node, Roots roots) {
    @Nullable Digest asked = node.specRoot();
    if (asked == null) {
      return true;
    }
    @Nullable Digest seen = node.seenRoot();
    return (seen == null || seen.equals(asked))
        && Stream.of(asked, node.activeRoot(), node.stableRoot())
            .flatMap(Stream::ofNullable)
            .allMatch(root -> without(owner, root, roots));
  }

  /** Of a root that cannot be read nobody can say so. */
  private static boolean without(Owner owner, Digest root, Roots roots) {
    return roots.of(root).map(content -> content.contributions().of(owner).isEmpty()).orElse(false);
  }
}
