package dev.waymark.controller.status;

import dev.waymark.api.node.v1alpha1.OwnerFailure;
import dev.waymark.api.v1alpha1.Condition;
import dev.waymark.api.v1alpha1.ConditionStatus;
import dev.waymark.api.v1alpha1.ConditionType;
import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.status.NodeFinding;
import dev.waymark.compiler.status.NodeNote;
import dev.waymark.compiler.status.NodeResult;
import dev.waymark.compiler.status.NodeState;
import dev.waymark.compiler.status.Reasons;
import dev.waymark.controller.rollout.Failure;
import dev.waymark.controller.rollout.NodeStand;
import dev.waymark.controller.rollout.NodeStanding;
import dev.waymark.controller.rollout.RolloutView;
import dev.waymark.controller.rollout.Wave;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What each node says of each resource, in the words of a status. */
final class NodeResults {
  private static final String CONVERGED = "Converged";

  private final RolloutView view;
  private final Wave wave;

  NodeResults(RolloutView view, Wave wave) {
    this.view = view;
    this.wave = wave;
  }

  /** The result of a node; progressing where there is nothing to say yet. */
  NodeResult of(Owner owner, String node) {
    @Nullable NodeStanding standing = view.nodes().get(node);
    @Nullable NodeStand stand = wave.of(owner).nodes().get(node);
    if (standing == null || stand == null) {
      return NodeResult.of(node, NodeState.Progressing);
    }
    NodeResult bare = bare(owner, standing, stand);
    for (NodeNote note : notes(standing)) {
      bare = bare.with(note);
    }
    return NodeFinding.applied(bare, findings(owner, standing));
  }

  private NodeResult bare(Owner owner, NodeStanding node, NodeStand stand) {
    String name = node.name();
    Failure failure = stand.failure();
    if (failure != null) {
      NodeState state = failure.takenBack() ? NodeState.RolledBack : NodeState.Failed;
      return new NodeResult(name, state, failure.reason(), failure.message(), List.of());
    }
    if (node.reach() == NodeStanding.Reach.Unreachable) {
      return NodeResult.of(name, NodeState.Unreachable);
    }
    return switch (stand.stand()) {
      case Done -> NodeResult.of(name, NodeState.Ready);
      case Waiting, Failed -> saying(name, NodeState.Waiting, stand.why());
      case Taking ->
          view.live(owner, name)
              ? NodeResult.of(name, NodeState.Programmed)
              : saying(name, NodeState.Progressing, obstacle(node));
    };
  }

  private static NodeResult saying(String node, NodeState state, String message) {
    return new NodeResult(node, state, Reason.AsDeclared, message, List.of());
  }

  /** Why the node as a whole is not where it shall be, in its own words. */
  private static String obstacle(NodeStanding node) {
    if (node.reach() == NodeStanding.Reach.Away) {
      return node.stableRoot() == null ? "has not reported yet" : "does not answer";
    }
    return node.conditions().stream()
        .filter(one -> one.type().equals(CONVERGED) && one.status() == ConditionStatus.False)
        .map(Condition::message)
        .findFirst()
        .orElse("");
  }

  private static List<NodeFinding> findings(Owner owner, NodeStanding node) {
    List<NodeFinding> findings = new ArrayList<>();
    for (OwnerFailure failure : node.failures()) {
      if (failure.owner().equals(owner.toString())) {
        findings.add(new NodeFinding(Reasons.of(failure.reason()), failure.message()));
      }
    }
    return findings;
  }

  /** What the node says of itself and holds for each of its resources. */
  private static List<NodeNote> notes(NodeStanding node) {
    List<NodeNote> notes = new ArrayList<>();
    for (Condition condition : node.conditions()) {
      if (condition.status() == ConditionStatus.True) {
        type(condition)
            .filter(type -> !type.always())
            .ifPresent(type ->
                notes.add(new NodeNote(type, Reasons.of(condition.reason()), condition.message())));
      }
    }
    return notes;
  }

  private static Optional<ConditionType> type(Condition condition) {
    return Arrays.stream(ConditionType.values())
        .filter(type -> type.name().equals(condition.type()))
        .findFirst();
  }
}
