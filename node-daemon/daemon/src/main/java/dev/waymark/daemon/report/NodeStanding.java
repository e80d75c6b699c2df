package dev.waymark.daemon.report;

import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.compiler.status.NodeNote;
import dev.waymark.daemon.resolve.Finding;
import dev.waymark.daemon.source.disk.RejectedRoots.Rejection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a node says of itself at one moment: its report, and what a cluster is told beside it.
 *
 * @param active root that packets see, as it was asked for; null: none yet
 * @param stable root that was proven last, as it was asked for; null: none yet
 * @param rejected what was taken back, or cannot be built, the newest last
 * @param failures what of the wanted state does not hold here, or not wholly
 * @param notes what holds for the node as a whole, and so for each resource on it
 * @param reason why the node as a whole does not hold what it shall, or AsDeclared
 * @param message the same in a sentence
 */
public record NodeStanding(
    NodeReport report,
    SourceStanding source,
    @Nullable String active,
    @Nullable String stable,
    List<Rejection> rejected,
    List<Finding> failures,
    List<NodeNote> notes,
    Reason reason,
    String message) {

  public NodeStanding {
    rejected = List.copyOf(rejected);
    failures = List.copyOf(failures);
    notes = List.copyOf(notes);
  }
}
