package dev.waymark.controller.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.waymark.api.v1alpha1.Condition;
import dev.waymark.api.v1alpha1.ConditionStatus;
import dev.waymark.api.v1alpha1.ConditionType;
import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.api.v1alpha1.ResourceStatus;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An event for each turn, and none for a count. */
class TransitionTest {
  private static final ResourceStatus UNKNOWN =
      status(ready(ConditionStatus.Unknown, Reason.Progressing, "0/2 nodes proved it"));
  private static final ResourceStatus READY =
      status(ready(ConditionStatus.True, Reason.AsDeclared, "2/2 nodes proved it"));

  @Test
  void whatIsNotJudgedYetIsNoEvent() {
    assertThat(Transition.between(null, UNKNOWN)).isEmpty();
  }

  @Test
  void aCountThatMovedIsNoEvent() {
    ResourceStatus more =
        status(ready(ConditionStatus.Unknown, Reason.Progressing, "1/2 nodes proved it"));

    assertThat(Transition.between(UNKNOWN, more)).isEmpty();
  }

  @Test
  void readyIsTold() {
    assertThat(Transition.between(UNKNOWN, READY))
        .containsExactly(
            new Transition(ConditionType.Ready, false, "AsDeclared", "2/2 nodes proved it"));
  }

  @Test
  void aRollBackIsAWarningAndItsEndIsNot() {
    Condition back = condition(ConditionType.RolledBack, Reason.ProbeFailed, "r1: no answer");
    ResourceStatus failed =
        status(ready(ConditionStatus.False, Reason.NodesFailed, "r1: no answer"), back);

    assertThat(Transition.between(READY, failed))
        .containsExactly(
            new Transition(ConditionType.Ready, true, "NodesFailed", "r1: no answer"),
            new Transition(ConditionType.RolledBack, true, "ProbeFailed", "r1: no answer"));
    assertThat(Transition.between(failed, READY))
        .extracting(Transition::message, Transition::warning)
        .containsExactly(tuple("2/2 nodes proved it", false), tuple("no longer RolledBack", false));
  }

  @Test
  void onlyTheLoserOfAConflictMustLook() {
    ResourceStatus lost =
        status(condition(ConditionType.Conflicted, Reason.LostConflict, "gives way"));
    ResourceStatus won =
        status(condition(ConditionType.Conflicted, Reason.WonConflict, "prevails"));

    assertThat(Transition.between(null, lost))
        .extracting(Transition::warning)
        .containsExactly(true);
    assertThat(Transition.between(null, won))
        .extracting(Transition::warning)
        .containsExactly(false);
  }

  private static Condition ready(ConditionStatus status, Reason reason, String message) {
    return Condition.of(ConditionType.Ready, status, 1L, Instant.EPOCH, reason, message);
  }

  private static Condition condition(ConditionType type, Reason reason, String message) {
    return Condition.of(type, ConditionStatus.True, 1L, Instant.EPOCH, reason, message);
  }

  private static ResourceStatus status(Condition... conditions) {
    return new ResourceStatus(1L, List.of(conditions), null, List.of(), List.of());
  }
}
