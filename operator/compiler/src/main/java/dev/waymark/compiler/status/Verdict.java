package dev.waymark.compiler.status;

import dev.waymark.api.v1alpha1.ConditionStatus;
import dev.waymark.api.v1alpha1.Reason;

/** A condition without its type and time. */
record Verdict(ConditionStatus status, Reason reason, String message) {
  static Verdict yes(Reason reason, String message) {
    return new Verdict(ConditionStatus.True, reason, message);
  }

  static Verdict no(Reason reason, String message) {
    return new Verdict(ConditionStatus.False, reason, message);
  }

  static Verdict unknown(Reason reason, String message) {
    return new Verdict(ConditionStatus.Unknown, reason, message);
  }
}
