package dev.waymark.compiler.status;

import dev.waymark.api.v1alpha1.Reason;
import java.util.ArrayList;
import java.util.List;

/**
 * What one node says of one resource.
 *
 * @param reason why, if it failed or rolled back; else AsDeclared
 * @param message why, in a sentence: of a failure, of waiting, of what takes long; else empty
 * @param notes what else holds there
 */
public record NodeResult(
    String node, NodeState state, Reason reason, String message, List<NodeNote> notes) {
  /** Keeps a copy. */
  public NodeResult {
    notes = List.copyOf(notes);
  }

  /** A node on which nothing is amiss. */
  public static NodeResult of(String node, NodeState state) {
    return new NodeResult(node, state, Reason.AsDeclared, "", List.of());
  }

  /** The same with a further note. */
  public NodeResult with(NodeNote note) {
    List<NodeNote> more = new ArrayList<>(notes);
    more.add(note);
    return new NodeResult(node, state, reason, message, more);
  }

  boolean failed() {
    return state == NodeState.Failed || state == NodeState.RolledBack;
  }
}
