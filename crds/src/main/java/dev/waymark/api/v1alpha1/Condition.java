package dev.waymark.api.v1alpha1;

import dev.waymark.api.schema.ApiType;
import dev.waymark.api.schema.Doc;
import dev.waymark.api.schema.Range;
import dev.waymark.api.schema.Text;
import dev.waymark.api.schema.TextFormat;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One condition, as in Kubernetes. */
@ApiType
@Doc("One condition, as in Kubernetes.")
public record Condition(
    @Doc("The condition.") @Text(TextFormat.CONDITION_TYPE) String type,
    @Doc("Whether it holds.") ConditionStatus status,
    @Doc("The generation that it is about.") @Range(max = 9_223_372_036_854_775_807L)
        @Nullable Long observedGeneration,
    @Doc("When the status last changed.") Instant lastTransitionTime,
    @Doc("Why, in one word.") @Text(TextFormat.REASON) String reason,
    @Doc("Why, in a sentence.") @Text(TextFormat.LONG_MESSAGE) String message) {
  /** A condition in the words of the API. */
  public static Condition of(
      ConditionType type,
      ConditionStatus status,
      @Nullable Long observedGeneration,
      Instant lastTransitionTime,
      Reason reason,
      String message) {
    return new Condition(
        type.name(), status, observedGeneration, lastTransitionTime, reason.name(), message);
  }

  /** Whether this is the condition, and it holds. */
  public boolean holds(ConditionType wanted) {
    return type.equals(wanted.name()) && status == ConditionStatus.True;
  }
}
