package dev.waymark.daemon.converge;

import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.daemon.converge.Mailbox.Wake;
import dev.waymark.daemon.report.NodeReport;
import dev.waymark.daemon.report.NodeReport.CapacityReport;
import dev.waymark.daemon.report.NodeReport.NodePhase;
import dev.waymark.daemon.report.NodeStanding;
import dev.waymark.daemon.report.StandingBoard;
import dev.waymark.libbpf.NativeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node that is to hold nothing: what is ours leaves it, as by {@code detach}, and the daemon
 * stays to hear of it when something is wanted again.
 */
final class CleanNode {

  private static final Logger LOG = LoggerFactory.getLogger(CleanNode.class);
  private static final Duration RETRY = Duration.ofSeconds(2);
  private static final CapacityReport NOTHING = new CapacityReport(0, 0, 0, 0, 0);

  private final String node;
  private final Detachment detachment;
  private final Mailbox mailbox;
  private final SourceView source;
  private final StandingBoard board;
  private final @Nullable String cleared;

  CleanNode(
      String node, Detachment detachment, Mailbox mailbox, SourceView source, StandingBoard board) {
    this.node = node;
    this.detachment = detachment;
    this.mailbox = mailbox;
    this.source = source;
    this.board = board;
    this.cleared = source.standing().revision();
  }

  /** Clears the node, and returns when something is wanted (true) or the daemon ends (false). */
  boolean awaitWanted() throws InterruptedException {
    Optional<String> problem = clear();
    while (true) {
      board.post(standing(problem));
      Wake wake = mailbox.take(problem.isPresent() ? RETRY : null);
      wake.readings().forEach(source::take);
      if (wake.stopped()) {
        return false;
      }
      if (!source.cleared()) {
        return true;
      }
      if (problem.isPresent()) {
        problem = clear();
      }
    }
  }

  /** Why something of ours is still there; empty: nothing is. */
  private Optional<String> clear() {
    try {
      Detachment.Removed removed = detachment.clear();
      LOG.info(
          "cleared links={} kernel_objects={} pins={}",
          removed.links(),
          removed.kernelObjects(),
          removed.pins());
      return Optional.empty();
    } catch (IOException | UncheckedIOException | NativeException e) {
      LOG.warn("the node cannot be cleared, tried again: {}", e.getMessage());
      return Optional.of("not everything can be removed, tried again: " + e.getMessage());
    }
  }

  private NodeStanding standing(Optional<String> problem) {
    String root = problem.isEmpty() ? cleared : null;
    NodeReport report =
        new NodeReport(
            node,
            source.standing().report(),
            null,
            0,
            problem.isEmpty() ? NodePhase.Clean : NodePhase.Refused,
            List.of(),
            List.of(),
            NOTHING,
            problem.stream().toList(),
            Map.of());
    return new NodeStanding(
        report,
        source.standing(),
        root,
        root,
        List.of(),
        List.of(),
        List.of(),
        problem.isEmpty() ? Reason.AsDeclared : Reason.SystemRefuses,
        problem.orElse(""));
  }
}
