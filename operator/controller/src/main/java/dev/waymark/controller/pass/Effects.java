package dev.waymark.controller.pass;

import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.slice.Digest;
import dev.waymark.controller.rollout.NodeStanding;
import dev.waymark.controller.rollout.Roots;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where something of a deleted resource is left. Pure.
 *
 * @param waiting nodes that still hold something of it, or may: the resource has to stay
 * @param left nodes that do, and do not answer for so long that nobody waits for them
 */
record Effects(List<String> waiting, List<String> left) {

  /** Asks the roots of every node. */
  static Effects of(Owner owner, Collection<NodeStanding> nodes, Roots roots) {
    List<String> waiting = new ArrayList<>();
    List<String> left = new ArrayList<>();
    for (NodeStanding node : nodes) {
      if (!free(owner, node, roots)) {
        (node.reach() == NodeStanding.Reach.Unreachable ? left : waiting).add(node.name());
      }
    }
    return new Effects(waiting, left);
  }

  /** Whether the resource may go. */
  boolean gone() {
    return waiting.isEmpty();
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
    boolean spoke = node.seenRoot() != null;
    return (!spoke || asked.equals(node.seenRoot()))
        && Stream.of(asked, node.activeRoot(), node.stableRoot())
            .filter(Objects::nonNull)
            .allMatch(root -> without(owner, root, roots));
  }

  /** Of a root that cannot be read nobody can say so. */
  private static boolean without(Owner owner, Digest root, Roots roots) {
    return roots
        .of(root)
        .map(content -> content.contributions().of(owner).isEmpty())
        .orElse(false);
  }
}
