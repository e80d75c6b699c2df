package dev.waymark.controller.status;

import dev.waymark.api.v1alpha1.Condition;
import dev.waymark.api.v1alpha1.ConditionStatus;
import dev.waymark.api.v1alpha1.ConditionType;
import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.api.v1alpha1.ResourceStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is worth an event: Ready turned, a node took the change back, a conflict came or went.
 *
 * @param warning whether somebody must look
 * @param reason in one word, as in the condition
 * @param message in a sentence, up to 1024 characters
 */
public record Transition(ConditionType condition, boolean warning, String reason, String message) {
  private static final List<ConditionType> TOLD =
      List.of(ConditionType.Ready, ConditionType.RolledBack, ConditionType.Conflicted);

  /**
   * What turned from one status to the next, in the order of the conditions.
   *
   * @param previous null before the first status: then only what is no longer Unknown turned
   */
  public static List<Transition> between(@Nullable ResourceStatus previous, ResourceStatus next) {
    List<Transition> turned = new ArrayList<>();
    for (ConditionType type : TOLD) {
      Optional<Condition> before = previous == null ? Optional.empty() : find(previous, type);
      Optional<Condition> after = find(next, type);
      if (status(before, type) != status(after, type)) {
        turned.add(after.map(now -> came(type, now)).orElseGet(() -> went(type)));
      }
    }
    return turned;
  }

  private static ConditionStatus status(Optional<Condition> condition, ConditionType type) {
    return condition
        .map(Condition::status)
        .orElse(type.always() ? ConditionStatus.Unknown : ConditionStatus.False);
  }

  private static Transition came(ConditionType type, Condition now) {
    boolean warning =
        switch (type) {
          case Ready -> now.status() == ConditionStatus.False;
          case Conflicted -> now.reason().equals(Reason.LostConflict.name());
          default -> true;
        };
    return new Transition(type, warning, now.reason(), now.message());
  }

  private static Transition went(ConditionType type) {
    return new Transition(type, false, Reason.AsDeclared.name(), "no longer " + type.name());
  }

  private static Optional<Condition> find(ResourceStatus status, ConditionType type) {
    return status.conditions().stream().filter(one -> one.type().equals(type.name())).findFirst();
  }
}
