package dev.waymark.controller.rollout;

import dev.waymark.api.v1alpha1.Reason;

/**
 * Why a node does not hold what a resource declares.
 *
 * @param takenBack it was live there and was taken back; else it was not begun, or does not fit
 */
public record Failure(Reason reason, String message, boolean takenBack) {
  /** From the node's own word about a root. */
  static Failure of(Rejection rejection) {
    return new Failure(rejection.reason(), rejection.message(), takesBack(rejection.reason()));
  }

  private static boolean takesBack(Reason reason) {
    return switch (reason) {
      case ProbeFailed, NotConfirmed, ReadBackDisagrees -> true;
      default -> false;
    };
  }
}
