package dev.waymark.daemon.converge;

import dev.waymark.api.net.Family;
import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.slice.Digest;
import dev.waymark.compiler.status.NodeNote;
import dev.waymark.compiler.status.NodeState;
import dev.waymark.daemon.report.NodeNotes;
import dev.waymark.daemon.report.NodeReport;
import dev.waymark.daemon.report.NodeReport.AttachmentReport;
import dev.waymark.daemon.report.NodeReport.CapacityReport;
import dev.waymark.daemon.report.NodeReport.NodePhase;
import dev.waymark.daemon.report.NodeReport.ResourceReport;
import dev.waymark.daemon.report.NodeStanding;
import dev.waymark.daemon.report.ResourceStatuses;
import dev.waymark.daemon.report.ResourceStatuses.Standing;
import dev.waymark.daemon.report.SourceStanding;
import dev.waymark.daemon.report.StandingBoard;
import dev.waymark.daemon.resolve.Finding;
import dev.waymark.daemon.settings.InterfaceRule.PathChoice;
import dev.waymark.daemon.source.Wanted;
import dev.waymark.daemon.source.disk.RejectedRoots.Rejection;
import dev.waymark.dataplane.Capacity;
import dev.waymark.dataplane.Dataplane;
import dev.waymark.dataplane.Generation;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What there is to say of the node, put on the board after each pass. */
final class Reporting {

  private final String node;
  private final Dataplane dataplane;
  private final StandingBoard board;
  private final ResourceStatuses statuses;
  private final Clock clock;

  Reporting(
      String node,
      Dataplane dataplane,
      StandingBoard board,
      ResourceStatuses statuses,
      Clock clock) {
    this.node = node;
    this.dataplane = dataplane;
    this.board = board;
    this.statuses = statuses;
    this.clock = clock;
  }

  /** Number of the active generation; 0 before the first. */
  long generation() {
    return dataplane.active().map(Generation::number).orElse(0L);
  }

  /** Nothing is known to be wanted yet. */
  void waiting(SourceStanding source) {
    NodeReport report = report(source, NodePhase.Fetching, List.of(), statuses.last(), List.of());
    String active = report.root();
    board.post(
        new NodeStanding(
            report,
            source,
            active,
            active,
            List.of(),
            List.of(),
            List.of(),
            Reason.Pending,
            "what the node shall hold was not read yet"));
  }

  /**
   * A change is under way that takes its time. All else is as it was said last.
   *
   * @param confirmed what was proven last; null: nothing was
   */
  void underWay(NodePhase phase, SourceStanding source, Wanted target, @Nullable Wanted confirmed) {
    Optional<NodeReport> before = board.newest();
    NodeReport report =
        report(
            source,
            phase,
            before.map(NodeReport::attachments).orElse(List.of()),
            statuses.last(),
            List.of());
    board.post(
        new NodeStanding(
            report,
            source,
            asked(phase == NodePhase.Probation ? target : confirmed),
            asked(confirmed),
            board.last().map(NodeStanding::rejected).orElse(List.of()),
            List.of(),
            List.of(),
            Reason.Progressing,
            "the change has yet to prove itself"));
  }

  /** What came of a pass. */
  void report(Pass pass) {
    Target target = pass.target();
    Standing standing = standing(pass.outcome());
    List<Finding> findings =
        Stream.concat(target.state().findings().stream(), pass.findings().stream()).toList();
    List<NodeNote> notes = NodeNotes.of(pass.drift(), kernelPath(target), families(target));
    List<String> problems = new ArrayList<>(pass.drift());
    if (standing.state() != NodeState.Ready) {
      problems.add(standing.message());
    }
    NodeReport report =
        report(
            pass.source(),
            phase(pass.outcome()),
            AttachmentRows.of(target, pass.attachFailures(), pass.earlyFailures()),
            resources(pass, standing, findings, notes),
            problems);
    String stable = asked(pass.confirmed());
    board.post(
        new NodeStanding(
            report,
            pass.source(),
            stable,
            stable,
            rejected(pass),
            findings,
            notes,
            standing.reason(),
            standing.message()));
  }

  private List<ResourceReport> resources(
      Pass pass, Standing standing, List<Finding> findings, List<NodeNote> notes) {
    Target target = pass.target();
    // What was restored from the disk has no names but those of an earlier report.
    return target.wanted().reports().isEmpty() && !target.wanted().state().tables().isEmpty()
        ? statuses.last()
        : statuses.of(target.wanted().reports(), standing, findings, notes, clock.instant());
  }

  /** What cannot be built is refused for as long as it is asked for, like what was taken back. */
  private static List<Rejection> rejected(Pass pass) {
    List<Rejection> rejected = new ArrayList<>(pass.rejected());
    if (pass.outcome() instanceof Outcome.Refused(Reason reason, String message, boolean passing)
        && !passing) {
      Wanted wanted = pass.target().wanted();
      rejected.add(new Rejection(wanted.root(), wanted.revision(), reason, message));
    }
    return rejected;
  }

  /** The root as it was asked for: where only a part fits, what serves has another. */
  private static @Nullable String asked(@Nullable Wanted wanted) {
    if (wanted == null) {
      return null;
    }
    return Digest.isText(wanted.revision()) ? wanted.revision() : wanted.root().toString();
  }

  private NodeReport report(
      SourceStanding source,
      NodePhase phase,
      List<AttachmentReport> attachments,
      List<ResourceReport> resources,
      List<String> problems) {
    Optional<Generation> active = dataplane.active();
    Capacity capacity = dataplane.capacity();
    return new NodeReport(
        node,
        source.report(),
        active.map(g -> Digest.parse(g.digest()).toString()).orElse(null),
        active.map(Generation::number).orElse(0L),
        phase,
        attachments,
        resources,
        new CapacityReport(
            capacity.storeBytes(),
            capacity.usedBytes(),
            capacity.routes(),
            capacity.nextHops(),
            capacity.rules()),
        problems,
        Map.of());
  }

  private static Standing standing(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Proven() -> Standing.READY;
      case Outcome.RolledBack(Reason reason, Owner owner, String message) ->
          new Standing(NodeState.RolledBack, reason, message);
      case Outcome.Refused(Reason reason, String message, boolean passing) ->
          new Standing(NodeState.Failed, reason, message);
    };
  }

  private static NodePhase phase(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Proven() -> NodePhase.Stable;
      case Outcome.RolledBack(Reason reason, Owner owner, String message) -> NodePhase.RolledBack;
      case Outcome.Refused(Reason reason, String message, boolean passing) -> NodePhase.Refused;
    };
  }

  private static List<String> kernelPath(Target target) {
    return target.selection().selected().stream()
        .filter(one -> one.rule().path() == PathChoice.Kernel)
        .map(one -> one.state().name())
        .toList();
  }

  /** Of the packets that the node sends to next hops. */
  static Set<Family> families(Target target) {
    Set<Family> families = EnumSet.noneOf(Family.class);
    target.state().nextHops().values().forEach(families::addAll);
    return families;
  }
}
