package dev.waymark.daemon.converge;

import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.Owner;
import dev.waymark.daemon.confirm.ConfirmWindow;
import dev.waymark.daemon.probe.Answers;
import dev.waymark.daemon.probe.Judgement;
import dev.waymark.daemon.probe.Judgement.Broken;
import dev.waymark.daemon.probe.Probing;
import dev.waymark.daemon.report.NodeReport.NodePhase;
import dev.waymark.daemon.resolve.Finding;
import dev.waymark.daemon.source.Wanted;
import dev.waymark.dataplane.Dataplane;
import dev.waymark.dataplane.commit.Commit;
import dev.waymark.dataplane.readback.ReadBack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Has a generation prove itself while it is on probation: the timer, the read-back, the probes, the
 * confirmation. What does not prove itself is taken back.
 */
final class Proof {
  private static final Outcome ENDING =
      new Outcome.Refused(
          Reason.Pending, "the daemon is ending; the next one tries this again", true);

  private final Dataplane dataplane;
  private final Probing probing;
  private final UnderWay underWay;
  private @Nullable Wanted confirmed;
  private ConfirmWindow window = ConfirmWindow.USUAL;
  private List<Finding> silent = List.of();

  /**
   * @param underWay told before anything is asked that answers in its own time
   */
  Proof(Dataplane dataplane, UnderWay underWay) {
    this.dataplane = dataplane;
    this.probing = new Probing(dataplane);
    this.underWay = underWay;
  }

  /** Ends what is being asked, from any thread; nothing is asked any more. */
  void stop() {
    probing.stop();
  }

  /** Probes of the state that packets see that did not answer before it came, nor when it did. */
  List<Finding> silent() {
    return silent;
  }

  /** What was proven last, by this run or an earlier one; null: nothing was. */
  @Nullable Wanted confirmed() {
    return confirmed;
  }

  /** An earlier run of the daemon proved it. */
  void provenBefore(Wanted wanted) {
    confirmed = wanted;
  }

  /** Whether it is what was proven last, so that only the node can have changed. */
  boolean isConfirmed(Wanted wanted) {
    return confirmed != null && confirmed.root().equals(wanted.root());
  }

  /** Asks what answers before the change, and settles how long it may take to prove itself. */
  Optional<Outcome> askBefore(Attempt attempt) {
    DesiredState after = attempt.target.wanted().state();
    // Where only the node changed, two equal states need not be compared.
    window =
        attempt.sameDeclared
            ? ConfirmWindow.USUAL
            : ConfirmWindow.of(confirmed == null ? null : confirmed.state(), after);
    Commit commit = attempt.commit;
    if (commit == null || !isProbed(attempt)) {
      return Optional.empty();
    }
    underWay.begins(NodePhase.Building, attempt.target.wanted(), confirmed);
    attempt.before = probing.ask(after.trials(), names(attempt), window.forProof());
    if (probing.stopped()) {
      commit.abandon();
      return Optional.of(ENDING);
    }
    return Optional.empty();
  }

  /** From here on the kernel takes the generation back unless it is confirmed in time. */
  void arm(Attempt attempt) {
    attempt.decideBy = System.nanoTime() + window.forProof().toNanos();
    dataplane.probation().arm(window.length());
  }

  /** Asks the live program about everything that changed. */
  Optional<Outcome> readBack(Attempt attempt) {
    Commit commit = attempt.commit;
    if (commit == null) {
      return Optional.empty();
    }
    ReadBack.Result result = dataplane.readBack(commit);
    if (result.agrees()) {
      return Optional.empty();
    }
    return Optional.of(
        takeBack(
            attempt,
            Reason.ReadBackDisagrees,
            null,
            "%d of %d questions were answered otherwise than declared, the first: %s"
                .formatted(result.disagreements(), result.asked(), result.first().getFirst())));
  }

  /** Asks what answers now. */
  Optional<Outcome> probe(Attempt attempt) {
    if (!isProbed(attempt)) {
      silent = attempt.sameDeclared ? silent : List.of();
      return Optional.empty();
    }
    underWay.begins(NodePhase.Probation, attempt.target.wanted(), confirmed);
    Duration left = Duration.ofNanos(Math.max(0, attempt.decideBy - System.nanoTime()));
    Answers now = probing.ask(attempt.target.wanted().state().trials(), names(attempt), left);
    if (probing.stopped()) {
      attempt.onTrial = false;
      dataplane.rollBack();
      return Optional.of(ENDING);
    }
    Judgement judgement = Judgement.of(attempt.before, now);
    if (judgement.broken().isEmpty()) {
      silent = judgement.silent().values().stream().map(Proof::finding).toList();
      return Optional.empty();
    }
    Broken first = judgement.broken().values().iterator().next();
    int more = judgement.broken().size() - 1;
    return Optional.of(
        takeBack(
            attempt,
            Reason.ProbeFailed,
            first.asked().owner(),
            "answered before the change and not since: "
                + sentence(first)
                + (more == 0 ? "" : "; and %d more".formatted(more))));
  }

  /** Has a generation that no packet sees yet prove itself, and stay: its links come after. */
  Optional<Outcome> confirmUnseen(Attempt attempt) {
    Optional<Outcome> disagreement = readBack(attempt);
    if (disagreement.isPresent()) {
      return disagreement;
    }
    attempt.commit = null;
    return confirm(attempt);
  }

  /** Makes it stay. */
  Optional<Outcome> confirm(Attempt attempt) {
    boolean onTrial = attempt.onTrial;
    attempt.onTrial = false;
    if (onTrial && !dataplane.confirm()) {
      return Optional.of(
          new Outcome.RolledBack(
              Reason.NotConfirmed,
              "it was not proven within %s, and the kernel took it back"
                  .formatted(window.length())));
    }
    confirmed = attempt.target.wanted();
    return Optional.empty();
  }

  private Outcome takeBack(Attempt attempt, Reason reason, @Nullable Owner owner, String message) {
    attempt.onTrial = false;
    dataplane.rollBack();
    return new Outcome.RolledBack(reason, owner, message);
  }

  private static boolean isProbed(Attempt attempt) {
    return attempt.commit != null
        && !attempt.sameDeclared
        && attempt.target.wanted().state().trials().stream()
            .anyMatch(trial -> !trial.probes().isEmpty());
  }

  private static Finding finding(Broken probe) {
    return new Finding(
        probe.asked().owner(),
        Reason.ProbeFailed,
        "has no answer, and had none before the change either: " + sentence(probe));
  }

  private static String sentence(Broken probe) {
    return probe.asked() + ": " + probe.saw();
  }

  private static Map<Integer, String> names(Attempt attempt) {
    return attempt.interfaces().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().name()));
  }
}
