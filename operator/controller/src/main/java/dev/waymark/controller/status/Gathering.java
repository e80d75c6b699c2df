package dev.waymark.controller.status;

import dev.waymark.api.v1alpha1.ResourceStatus;
import dev.waymark.compiler.ResourceReport;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.status.NodeResult;
import dev.waymark.compiler.status.StatusOf;
import dev.waymark.controller.rollout.NodeStanding;
import dev.waymark.controller.rollout.RolloutView;
import dev.waymark.controller.rollout.Wave;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What one pass has to say of each resource. */
public final class Gathering {
  private final RolloutView view;
  private final NodeResults results;

  /** From what the nodes say and what was decided. */
  public Gathering(RolloutView view, Wave wave) {
    this.view = view;
    this.results = new NodeResults(view, wave);
  }

  /**
   * The status of a resource.
   *
   * @param previous the one written before; null before the first
   * @param now the time of the conditions that changed
   */
  public ResourceStatus status(
      ResourceReport report, @Nullable ResourceStatus previous, Instant now) {
    List<NodeResult> nodes =
        report.nodes().stream().map(node -> results.of(report.resource(), node)).toList();
    return StatusOf.resource(report, nodes, previous, now);
  }

  /**
   * What is left of a resource that is being deleted.
   *
   * @param waitFor reachable nodes that hold something of it: its finalizer stays
   * @param leftOn nodes that hold something of it and have been away for too long to wait for
   */
  public record Remains(SortedSet<String> waitFor, SortedSet<String> leftOn) {
    /** Whether the resource may go. */
    public boolean gone() {
      return waitFor.isEmpty();
    }
  }

  /** What is left of it. */
  public Remains remains(Owner owner) {
    SortedSet<String> waitFor = new TreeSet<>();
    SortedSet<String> leftOn = new TreeSet<>();
    for (NodeStanding node : view.nodes().values()) {
      if (view.holds(owner, node.name())) {
        (node.reach() == NodeStanding.Reach.Unreachable ? leftOn : waitFor).add(node.name());
      }
    }
    return new Remains(waitFor, leftOn);
  }
}
