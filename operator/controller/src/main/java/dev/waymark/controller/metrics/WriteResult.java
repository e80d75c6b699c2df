package dev.waymark.controller.metrics;

import java.util.Locale;

/** How a write to the API server ends. */
enum WriteResult {
  DONE,
  /** Somebody else wrote at the same time, or it was there already. */
  CONFLICT,
  /** The API server does not take it. */
  REFUSED,
  /** It is asked to wait, has a fault of its own, or does not answer. */
  FAILED;

  private static final int CONFLICT_STATUS = 409;
  private static final int TOO_MANY = 429;

  static WriteResult of(int status) {
    if (status < 300) {
      return DONE;
    }
    if (status == CONFLICT_STATUS) {
      return CONFLICT;
    }
    return status < 500 && status != TOO_MANY ? REFUSED : FAILED;
  }

  /** The value of the label. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
