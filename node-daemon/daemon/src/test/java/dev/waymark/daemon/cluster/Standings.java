package dev.waymark.daemon.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.api.v1alpha1.ConditionType;
import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.compiler.slice.Digest;
import dev.waymark.compiler.status.NodeNote;
import dev.waymark.daemon.report.NodeReport;
import dev.waymark.daemon.report.NodeReport.AttachmentReport;
import dev.waymark.daemon.report.NodeReport.CapacityReport;
import dev.waymark.daemon.report.NodeReport.NodePhase;
import dev.waymark.daemon.report.NodeReport.SourceReport;
import dev.waymark.daemon.report.NodeReport.SourceState;
import dev.waymark.daemon.report.NodeStanding;
import dev.waymark.daemon.report.SourceStanding;
import dev.waymark.daemon.resolve.Finding;
import dev.waymark.daemon.source.disk.RejectedRoots.Rejection;
import java.util.List;
import java.util.Map;

/** What a node may say of itself. */
final class Standings {

  static final String ROOT = digest("a root").toString();
  static final String OTHER = digest("another root").toString();

  private static final SourceStanding CURRENT =
      new SourceStanding(
          new SourceReport("Kubernetes", null, SourceState.Current, null), ROOT, Reason.AsDeclared);

  static Digest digest(String of) {
    return Digest.of(of.getBytes(UTF_8));
  }

  NodeStanding stable() {
    return standing(NodePhase.Stable, CURRENT, List.of(), List.of(), List.of(), Reason.AsDeclared);
  }

  /** The same at another generation, as when a route of the kernel's changed. */
  NodeStanding stableAt(long generation) {
    NodeStanding before = stable();
    NodeReport report = before.report();
    return new NodeStanding(
        new NodeReport(
            report.node(),
            report.source(),
            report.root(),
            generation,
            report.phase(),
            report.attachments(),
            report.resources(),
            report.capacity(),
            report.problems(),
            report.packets()),
        before.source(),
        before.active(),
        before.stable(),
        before.rejected(),
        before.failures(),
        before.notes(),
        before.reason(),
        before.message());
  }

  NodeStanding rolledBack(Rejection... rejected) {
    return standing(
        NodePhase.RolledBack,
        new SourceStanding(CURRENT.report(), OTHER, Reason.AsDeclared),
        List.of(rejected),
        List.of(),
        List.of(),
        Reason.ProbeFailed);
  }

  NodeStanding withFailures(Finding... failures) {
    return standing(
        NodePhase.Stable, CURRENT, List.of(), List.of(failures), List.of(), Reason.AsDeclared);
  }

  NodeStanding unread(SourceState state, Reason reason, String message) {
    return standing(
        NodePhase.Stable,
        new SourceStanding(new SourceReport("Kubernetes", null, state, message), OTHER, reason),
        List.of(),
        List.of(),
        List.of(),
        Reason.AsDeclared);
  }

  NodeStanding drifted(String what) {
    return standing(
        NodePhase.Stable,
        CURRENT,
        List.of(),
        List.of(),
        List.of(new NodeNote(ConditionType.Drifted, Reason.ChangedByOthers, what)),
        Reason.AsDeclared);
  }

  private static NodeStanding standing(
      NodePhase phase,
      SourceStanding source,
      List<Rejection> rejected,
      List<Finding> failures,
      List<NodeNote> notes,
      Reason reason) {
    NodeReport report =
        new NodeReport(
            "r1",
            source.report(),
            ROOT,
            7,
            phase,
            List.of(new AttachmentReport("wan0", "Tcx", "Kernel", "Attached", "Attached", "")),
            List.of(),
            new CapacityReport(1 << 20, 4096, 12, 2, 0),
            List.of(),
            Map.of());
    return new NodeStanding(
        report, source, ROOT, ROOT, rejected, failures, notes, reason, "why it is so");
  }
}
