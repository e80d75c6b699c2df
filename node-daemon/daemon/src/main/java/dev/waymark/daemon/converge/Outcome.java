package dev.waymark.daemon.converge;

import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.compiler.model.Owner;
import org.jspecify.annotations.Nullable;

/** What came of running the steps towards a target. */
sealed interface Outcome {

  /** The data path holds the target, and it is proven. */
  record Proven() implements Outcome {}

  /**
   * The data path was taken back to what it held before.
   *
   * @param owner the resource whose demand was not met; null where none can be named
   */
  record RolledBack(Reason reason, @Nullable Owner owner, String message) implements Outcome {
    /** For no resource in particular. */
    RolledBack(Reason reason, String message) {
      this(reason, null, message);
    }
  }

  /**
   * Nothing changed.
   *
   * @param passing whether the same target may succeed later, as when the system refuses
   */
  record Refused(Reason reason, String message, boolean passing) implements Outcome {}
}
