package dev.waymark.compiler.status;

import dev.waymark.api.v1alpha1.ConditionType;
import dev.waymark.api.v1alpha1.Reason;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Something of a resource that a node cannot do, or not wholly, and what follows for the resource
 * there: one meaning for each reason, on the node and in the operator.
 *
 * @param message what, where, and what would be right
 */
public record NodeFinding(Reason reason, String message) {
  /** Whether what a reason tells of leaves the resource without effect on the node. */
  public static boolean fails(Reason reason) {
    return switch (reason) {
      case StoreFull, TooManyRules -> true;
      default -> false;
    };
  }

  /** The condition that tells of a reason, beside those that are always there. */
  public static ConditionType condition(Reason reason) {
    return switch (reason) {
      case StoreFull, TooManyRules -> ConditionType.CapacityExceeded;
      case LostConflict, WonConflict -> ConditionType.Conflicted;
      case ChangedByOthers -> ConditionType.Drifted;
      case ReversePathFiltered -> ConditionType.StrictReversePath;
      default -> ConditionType.Degraded;
    };
  }

  /**
   * What a node's state becomes with these: a ready node on which something fails has failed; and
   * one note for each condition, with the first of its findings and how many more there are.
   */
  public static NodeResult applied(NodeResult result, List<NodeFinding> findings) {
    NodeResult judged = result;
    for (NodeFinding finding : findings) {
      if (judged.state() == NodeState.Ready && fails(finding.reason)) {
        judged =
            new NodeResult(
                result.node(), NodeState.Failed, finding.reason, finding.message, result.notes());
      }
    }
    Map<ConditionType, List<NodeFinding>> byCondition = new EnumMap<>(ConditionType.class);
    for (NodeFinding finding : findings) {
      byCondition.computeIfAbsent(condition(finding.reason), key -> new ArrayList<>()).add(finding);
    }
    for (Map.Entry<ConditionType, List<NodeFinding>> one : byCondition.entrySet()) {
      NodeFinding first = one.getValue().getFirst();
      int more = one.getValue().size() - 1;
      judged =
          judged.with(
              new NodeNote(
                  one.getKey(),
                  first.reason,
                  first.message + (more == 0 ? "" : "; and %d more".formatted(more))));
    }
    return judged;
  }
}
