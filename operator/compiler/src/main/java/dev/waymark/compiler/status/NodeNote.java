package dev.waymark.compiler.status;

import dev.waymark.api.v1alpha1.ConditionType;
import dev.waymark.api.v1alpha1.Reason;

/**
 * Something else that a node says of a resource, and that holds now: a next hop that is gone, a
 * table changed by someone else.
 *
 * @param condition one that is present only while true, for instance Degraded
 */
public record NodeNote(ConditionType condition, Reason reason, String message) {
  /** Refuses the conditions that are always present: they are derived. */
  public NodeNote {
    if (condition.always()) {
      throw new IllegalArgumentException(
          condition + " is derived from the node's state, not noted");
    }
  }
}
