package dev.waymark.dataplane;

/** What came of asking for a larger store. */
public sealed interface Growth {
  /** There is one: switch the links to its program, then commit the switch. */
  record Larger(StoreReplacement replacement) implements Growth {}

  /** The limit does not allow it; nothing changed. */
  record CapacityExceeded(long neededBytes, long largestBytes) implements Growth {}
}
