package dev.waymark.compiler.model;

/** What a rule does with a packet that it matches. */
public sealed interface DesiredAction {
  /**
   * Routes by a table, 1–254; a miss goes on with the next matching rule.
   *
   * @param suppress routes to prefixes of this length or shorter are misses, 0–128; {@link
   *     #NOTHING}: none are
   */
  record Lookup(int table, int suppress) implements DesiredAction {
    public static final int NOTHING = -1;

    /** Refuses tables outside 1–254, and lengths that no prefix has. */
    public Lookup {
      if (table < 1 || table > 254) {
        throw new IllegalArgumentException("table " + table + " is not 1–254");
      }
      if (suppress < NOTHING || suppress > 128) {
        throw new IllegalArgumentException("prefix length " + suppress + " is not 0–128");
      }
    }

    /** Counts every route. */
    public Lookup(int table) {
      this(table, NOTHING);
    }
  }

  /** Drops the packet, counted. */
  record Drop() implements DesiredAction {}

  /** Has the kernel answer with ICMP. */
  record Reject() implements DesiredAction {}

  /** Leaves the packet to the kernel, unchanged. */
  record Pass() implements DesiredAction {}
}
