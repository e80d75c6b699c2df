package dev.waymark.daemon.confirm;

import dev.waymark.api.json.TimeSpan;
import dev.waymark.api.v1alpha1.Rollout;
import dev.waymark.compiler.diff.Change;
import dev.waymark.compiler.diff.StateDiff;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.DesiredTrial;
import dev.waymark.compiler.model.Owner;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The time in which a change has to be confirmed: the smallest that any changed resource allows.
 *
 * <p>The kernel's timer gets all of it. The daemon decides a little earlier, so that it is the
 * daemon who says what was wrong, as long as it lives.
 */
public record ConfirmWindow(Duration length) {
  /** Where nobody says so. */
  public static final ConfirmWindow USUAL = new ConfirmWindow(Rollout.CONFIRM_WITHIN.duration());

  private static final int MARGIN_SHARE = 10;

  /**
   * The window of a change.
   *
   * @param before what is confirmed; null: nothing ever was
   */
  public static ConfirmWindow of(@Nullable DesiredState before, DesiredState after) {
    List<DesiredTrial> trials =
        Stream.concat(
                after.trials().stream(), before == null ? Stream.of() : before.trials().stream())
            .toList();
    // Comparing two large states takes time, and most ask for nothing.
    if (trials.stream().allMatch(trial -> trial.confirmWithin() == null)) {
      return USUAL;
    }
    return new ConfirmWindow(
        changed(before == null ? DesiredState.EMPTY : before, after).stream()
            .map(owner -> within(owner, trials))
            .min(Duration::compareTo)
            .orElse(USUAL.length()));
  }

  /** How much of it is left for the proof, before the kernel acts by itself. */
  public Duration forProof() {
    return length.minus(length.dividedBy(MARGIN_SHARE));
  }

  /** What a resource says now, else what it said before. */
  private static Duration within(Owner owner, List<DesiredTrial> trials) {
    for (DesiredTrial trial : trials) {
      TimeSpan within = trial.confirmWithin();
      if (trial.owner().equals(owner) && within != null) {
        return within.duration();
      }
    }
    return USUAL.length();
  }

  private static Set<Owner> changed(DesiredState before, DesiredState after) {
    Set<Owner> changed = new HashSet<>();
    StateDiff.visit(
        before,
        after,
        change -> {
          switch (change) {
            case Change.RouteAdded added -> changed.add(added.way().owner());
            case Change.RouteRemoved removed -> changed.add(removed.way().owner());
            case Change.RouteChanged both -> {
              changed.add(both.before().owner());
              changed.add(both.after().owner());
            }
            case Change.RuleAdded added -> changed.add(added.rule().owner());
            case Change.RuleRemoved removed -> changed.add(removed.rule().owner());
            case Change.RuleChanged both -> changed.add(both.after().owner());
            case Change.TrialAdded added -> changed.add(added.trial().owner());
            case Change.TrialRemoved removed -> changed.add(removed.trial().owner());
            case Change.TrialChanged both -> changed.add(both.after().owner());
            case Change.MirrorAdded added -> changed.add(added.mirror().owner());
            case Change.MirrorRemoved removed -> changed.add(removed.mirror().owner());
            case Change.LivenessAdded added -> changed.add(added.liveness().owner());
            case Change.LivenessRemoved removed -> changed.add(removed.liveness().owner());
            case Change.RulesReordered reordered -> {
              // A rule that moved was removed or added, or is another policy's neighbour.
            }
            case Change.ProtectedAdded installer -> {
              // No resource's.
            }
            case Change.ProtectedRemoved installer -> {
              // No resource's.
            }
          }
        });
    return changed;
  }
}
