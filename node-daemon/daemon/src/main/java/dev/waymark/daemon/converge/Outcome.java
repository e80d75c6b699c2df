package dev.waymark.daemon.converge;

import dev.waymark.api.v1alpha1.Reason;

/** What came of running the steps towards a target. */
sealed interface Outcome {

  /** The data path holds the target, and it is proven. */
  record Proven() implements Outcome {}

  /** The data path was taken back to what it held before. */
  record RolledBack(Reason reason, String message) implements Outcome {}

  /**
   * Nothing changed.
   *
   * @param passing whether the same target may succeed later, as when the system refuses
   */
  record Refused(Reason reason, String message, boolean passing) implements Outcome {}
}
