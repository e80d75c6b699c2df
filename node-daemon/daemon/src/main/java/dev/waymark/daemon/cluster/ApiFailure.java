package dev.waymark.daemon.cluster;

import org.jspecify.annotations.Nullable;

/** The API server did not do what it was asked; the message says why, and what would help. */
final class ApiFailure extends Exception {

  private static final long serialVersionUID = 1;

  ApiFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
