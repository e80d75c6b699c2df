package dev.waymark.daemon.probe;

/** What came of asking. */
public sealed interface ProbeAnswer {
  /** It was answered. */
  ProbeAnswer ANSWERED = new Answered();

  /** It was answered. */
  record Answered() implements ProbeAnswer {}

  /**
   * It was not.
   *
   * @param saw what came instead, as a part of a sentence
   */
  record Failed(String saw) implements ProbeAnswer {}
}
