package dev.waymark.compiler.model;

/** What a rule does with a packet that it matches. */
public sealed interface DesiredAction {
  /** Routes by a table, 1–254; a miss goes on with the next matching rule. */
  record Lookup(int table) implements DesiredAction {
    /** Refuses tables outside 1–254. */
    public Lookup {
      if (table < 1 || table > 254) {
        throw new IllegalArgumentException("table " + table + " is not 1–254");
      }
    }
  }

  /** Drops the packet, counted. */
  record Drop() implements DesiredAction {}

  /** Has the kernel answer with ICMP. */
  record Reject() implements DesiredAction {}

  /** Leaves the packet to the kernel, unchanged. */
  record Pass() implements DesiredAction {}
}
