package dev.waymark.dataplane;

/** What came of publishing a commit. */
public sealed interface Publication {
  /** Packets see it, on probation. */
  record Published(Generation generation) implements Publication {}

  /**
   * It does not fit; nothing changed, and the commit is still open. Grow the store and publish the
   * same commit again, or abandon it.
   */
  record StoreTooSmall(long neededBytes) implements Publication {}
}
