package dev.waymark.cli.plan;

import dev.waymark.compiler.diff.Change;
import dev.waymark.compiler.slice.Digest;
import java.util.List;
import java.util.Set;

/**
 * What separates two revisions, on each node.
 *
 * @param from the revision before
 * @param to the revision after
 * @param classes nodes that hold the same before and after stand together; by their first node
 * @param notes what the author of the later revision should know, one sentence each
 */
public record Plan(Side from, Side to, List<NodeClass> classes, List<String> notes) {

  /** Copies. */
  public Plan {
    classes = List.copyOf(classes);
    notes = List.copyOf(notes);
  }

  /**
   * One of the two revisions.
   *
   * @param revision as the user named it
   * @param commit what that is
   */
  public record Side(String revision, String commit) {}

  /**
   * Nodes that hold the same.
   *
   * @param nodes by name
   * @param before the root that the cluster reports with the revision before
   * @param after and with the revision after
   */
  public record NodeClass(List<String> nodes, Digest before, Digest after, List<Change> changes) {
    /** Copies. */
    public NodeClass {
      nodes = List.copyOf(nodes);
      changes = List.copyOf(changes);
    }

    /** Whether the nodes hold something else afterwards. */
    public boolean changed() {
      return !before.equals(after);
    }

    private NodeClass of(Set<String> some) {
      return new NodeClass(nodes.stream().filter(some::contains).toList(), before, after, changes);
    }
  }

  /** Whether any node holds something else afterwards. */
  public boolean changed() {
    return classes.stream().anyMatch(NodeClass::changed);
  }

  /** The same for some nodes only. */
  public Plan of(Set<String> nodes) {
    return new Plan(
        from,
        to,
        classes.stream().map(one -> one.of(nodes)).filter(one -> !one.nodes().isEmpty()).toList(),
        notes);
  }
}
