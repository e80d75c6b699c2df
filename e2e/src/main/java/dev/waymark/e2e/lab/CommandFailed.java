package dev.waymark.e2e.lab;

/** A command could not be run, took too long, or failed where it must not. */
public final class CommandFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  CommandFailed(String message) {
    super(message);
  }

  CommandFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
