package dev.waymark.dataplane.commit;

/** What came of building a commit aside. */
public sealed interface Build {
  /** The generation stands in the store and waits to be published. */
  record Done(long number) implements Build {}

  /**
   * It does not fit. The store is as it was; the commit is still open, and can be built again in a
   * larger store, or abandoned.
   *
   * @param neededBytes what a store must have, beside the generations that it must keep
   */
  record StoreTooSmall(long neededBytes) implements Build {}
}
