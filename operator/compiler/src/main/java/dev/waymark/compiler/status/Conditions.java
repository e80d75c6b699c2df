package dev.waymark.compiler.status;

import dev.waymark.api.v1alpha1.ConditionType;
import dev.waymark.api.v1alpha1.Conflict;
import dev.waymark.api.v1alpha1.ConflictRole;
import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.compiler.ResourceReport;
import dev.waymark.compiler.diagnostic.Diagnostic;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Derives every condition from one report and one tally; none is set anywhere else. */
final class Conditions {
  private final ResourceReport report;
  private final Tally tally;

  Conditions(ResourceReport report, Tally tally) {
    this.report = report;
    this.tally = tally;
  }

  Map<ConditionType, Verdict> all() {
    Map<ConditionType, Verdict> all = new EnumMap<>(ConditionType.class);
    all.put(
        ConditionType.Accepted, judged(ConditionType.Accepted, "every field is valid and served"));
    all.put(
        ConditionType.ResolvedRefs,
        judged(ConditionType.ResolvedRefs, "everything it refers to exists"));
    all.put(ConditionType.Programmed, reached(tally.programmed(), "hold it"));
    all.put(ConditionType.Ready, reached(tally.ready(), "proved it"));
    conflicted(all);
    rolledBack(all);
    noted(all);
    return all;
  }

  private Verdict judged(ConditionType type, String right) {
    List<Diagnostic> mine =
        report.diagnostics().stream().filter(d -> d.code().condition() == type).toList();
    String message = sentences(mine);
    return mine.stream()
        .map(d -> d.code().reason())
        .filter(reason -> reason != Reason.AsDeclared)
        .findFirst()
        .map(reason -> Verdict.no(reason, message))
        .orElseGet(() -> Verdict.yes(Reason.AsDeclared, mine.isEmpty() ? right : message));
  }

  /** Programmed and Ready: the same steps, counting other nodes. */
  private Verdict reached(int nodes, String what) {
    if (report.refused()) {
      Diagnostic first =
          report.diagnostics().stream().filter(Diagnostic::error).findFirst().orElseThrow();
      return Verdict.no(
          first.code().reason(),
          "it is refused, what was programmed before stays: " + first.sentence());
    }
    if (tally.selected() == 0) {
      return Verdict.no(Reason.NoMatchingNode, "spec.nodeSelector selects no node");
    }
    String share = tally.share(nodes) + " nodes " + what;
    if (tally.failed() > 0) {
      NodeResult first =
          tally.results().stream().filter(NodeResult::failed).findFirst().orElseThrow();
      Reason reason = tally.selected() == 1 ? first.reason() : Reason.NodesFailed;
      return Verdict.no(reason, share + "; " + first.node() + ": " + first.message() + waiting());
    }
    if (nodes == tally.selected()) {
      return Verdict.yes(Reason.AsDeclared, share);
    }
    if (nodes > 0 && nodes + tally.unreachable() == tally.selected()) {
      return Verdict.yes(
          Reason.ReadyExceptUnreachable,
          share
              + "; "
              + tally.unreachable()
              + (tally.unreachable() == 1 ? " does not answer" : " do not answer"));
    }
    return Verdict.unknown(Reason.Progressing, share + unfinished());
  }

  private String waiting() {
    int waiting = tally.waiting();
    return waiting == 0
        ? ""
        : "; the rollout stopped, %d %s what %s had"
            .formatted(waiting, waiting == 1 ? "keeps" : "keep", waiting == 1 ? "it" : "they");
  }

  /**
   * The first node that says why it is not there yet, those that are at it before those that wait.
   */
  private String unfinished() {
    return tally.results().stream()
        .filter(result ->
            !result.message().isEmpty()
                && (result.state() == NodeState.Progressing || result.state() == NodeState.Waiting))
        .min(Comparator.comparing(NodeResult::state))
        .map(result -> "; " + result.node() + ": " + result.message())
        .orElse("");
  }

  private void conflicted(Map<ConditionType, Verdict> all) {
    if (report.conflicts().isEmpty()) {
      return;
    }
    Conflict first = report.conflicts().getFirst();
    boolean lost = first.role() == ConflictRole.Loser;
    String message =
        (lost ? "gives way to " : "prevails over ")
            + first.with()
            + " for "
            + first.key()
            + (report.conflicts().size() > 1 ? ", and more" : "");
    all.put(
        ConditionType.Conflicted,
        Verdict.yes(lost ? Reason.LostConflict : Reason.WonConflict, message));
  }

  private void rolledBack(Map<ConditionType, Verdict> all) {
    tally.results().stream()
        .filter(result -> result.state() == NodeState.RolledBack)
        .findFirst()
        .ifPresent(result ->
            all.put(
                ConditionType.RolledBack,
                Verdict.yes(result.reason(), result.node() + ": " + result.message())));
  }

  /** What is present only while true: the compiler's word first, then the nodes'. */
  private void noted(Map<ConditionType, Verdict> all) {
    for (Diagnostic diagnostic : report.diagnostics()) {
      ConditionType type = diagnostic.code().condition();
      if (!type.always()) {
        all.putIfAbsent(type, Verdict.yes(diagnostic.code().reason(), diagnostic.sentence()));
      }
    }
    for (NodeResult result : tally.results()) {
      if (result.failed() && NodeFinding.fails(result.reason())) {
        all.putIfAbsent(
            NodeFinding.condition(result.reason()),
            Verdict.yes(result.reason(), result.node() + ": " + result.message()));
      }
      for (NodeNote note : result.notes()) {
        all.putIfAbsent(
            note.condition(), Verdict.yes(note.reason(), result.node() + ": " + note.message()));
      }
    }
  }

  private static String sentences(List<Diagnostic> diagnostics) {
    return diagnostics.stream().map(Diagnostic::sentence).collect(Collectors.joining(". "));
  }
}
