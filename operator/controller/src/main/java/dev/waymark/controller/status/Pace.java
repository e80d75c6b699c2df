package dev.waymark.controller.status;

import dev.waymark.api.v1alpha1.Condition;
import dev.waymark.api.v1alpha1.ConditionStatus;
import dev.waymark.api.v1alpha1.ResourceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * When a status is written: at once where a condition changed or another generation is meant, else
 * at most once in two seconds, and never where nothing changed.
 */
public sealed interface Pace {
  /** The least time between two writes that change no condition. */
  Duration BETWEEN = Duration.ofSeconds(2);

  /** There is nothing new to say. */
  record Never() implements Pace {}

  /** It is time. */
  record Now() implements Pace {}

  /** It is time then, for whatever is to be said by then. */
  record Later(Instant at) implements Pace {}

  /**
   * Judges.
   *
   * @param written what stands there; null where nothing does
   * @param lastWrite when it was written; null where nobody remembers
   */
  static Pace of(
      @Nullable ResourceStatus written,
      ResourceStatus wanted,
      @Nullable Instant lastWrite,
      Instant now) {
    if (wanted.equals(written)) {
      return new Never();
    }
    if (written == null || lastWrite == null || turned(written, wanted)) {
      return new Now();
    }
    Instant due = lastWrite.plus(BETWEEN);
    return due.isAfter(now) ? new Later(due) : new Now();
  }

  private static boolean turned(ResourceStatus written, ResourceStatus wanted) {
    return !Objects.equals(written.observedGeneration(), wanted.observedGeneration())
        || !statuses(written).equals(statuses(wanted));
  }

  private static Map<String, ConditionStatus> statuses(ResourceStatus status) {
    return status.conditions().stream()
        .collect(Collectors.toMap(Condition::type, Condition::status, (first, second) -> first));
  }
}
