package dev.waymark.controller.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.v1alpha1.Condition;
import dev.waymark.api.v1alpha1.ConditionStatus;
import dev.waymark.api.v1alpha1.ConditionType;
import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.api.v1alpha1.ResourceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Changes of phase at once, counts at most every two seconds, nothing new never. */
class PaceTest {
  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
  private static final ResourceStatus ONE = status(4, ConditionStatus.Unknown, "1/3");
  private static final ResourceStatus TWO = status(4, ConditionStatus.Unknown, "2/3");

  @Test
  void nothingNewIsNeverWritten() {
    assertThat(Pace.of(ONE, ONE, NOON, NOON.plusSeconds(60))).isEqualTo(new Pace.Never());
  }

  @Test
  void theFirstStatusIsWrittenAtOnce() {
    assertThat(Pace.of(null, ONE, null, NOON)).isEqualTo(new Pace.Now());
  }

  @Test
  void aCountThatMovedWaitsForTheNextTwoSeconds() {
    assertThat(Pace.of(ONE, TWO, NOON, NOON.plusMillis(300)))
        .isEqualTo(new Pace.Later(NOON.plusSeconds(2)));
    assertThat(Pace.of(ONE, TWO, NOON, NOON.plus(Pace.BETWEEN))).isEqualTo(new Pace.Now());
  }

  @Test
  void aConditionThatTurnedOrAnotherGenerationIsWrittenAtOnce() {
    Instant soon = NOON.plus(Duration.ofMillis(1));
    assertThat(Pace.of(ONE, status(4, ConditionStatus.True, "3/3"), NOON, soon))
        .isEqualTo(new Pace.Now());
    assertThat(Pace.of(ONE, status(5, ConditionStatus.Unknown, "1/3"), NOON, soon))
        .isEqualTo(new Pace.Now());
  }

  private static ResourceStatus status(long generation, ConditionStatus ready, String message) {
    return new ResourceStatus(
        generation,
        List.of(
            Condition.of(
                ConditionType.Ready, ready, generation, NOON, Reason.Progressing, message)),
        null,
        List.of(),
        List.of());
  }
}
