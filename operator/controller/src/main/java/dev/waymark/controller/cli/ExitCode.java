package dev.waymark.controller.cli;

/** What the end of the operator means to whoever started it. */
final class ExitCode {

  /** Ended as asked. */
  static final int DONE = 0;

  /** Wrong usage. */
  static final int USAGE = 2;

  /** The cluster refuses, or the lease went to another: to be started anew. */
  static final int REFUSED = 3;

  private ExitCode() {}
}
