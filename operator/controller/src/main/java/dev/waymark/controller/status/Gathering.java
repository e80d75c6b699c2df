package dev.waymark.controller.status;

import dev.waymark.api.v1alpha1.ResourceStatus;
import dev.waymark.compiler.ResourceReport;
import dev.waymark.compiler.status.NodeResult;
import dev.waymark.compiler.status.StatusOf;
import dev.waymark.controller.rollout.RolloutView;
import dev.waymark.controller.rollout.Wave;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one pass has to say of each resource. */
public final class Gathering {
  private final NodeResults results;

  /** From what the nodes say and what was decided. */
  public Gathering(RolloutView view, Wave wave) {
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
}
