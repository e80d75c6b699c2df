package dev.waymark.daemon.kernel;

/**
 * How each thing in the kernel is known as ours. What does not pass is somebody else's and is never
 * changed or removed.
 *
 * <pre>
 *   thing              known as ours by
 *   -----------------  ---------------------------------------------------------
 *   BPF maps           their pin below directories.pin
 *   attached programs  their link's pin below directories.pin/links
 *   kernel rules       protocol number 203 and a priority in rulePriorities
 *   kernel routes      protocol number 203 and a table in kernelTables
 *   packet marks       the bits of markMask
 * </pre>
 *
 * @param tables kernel table ids that only we use
 * @param priorities rule priorities that only we use
 * @param marks the bits of a packet's mark that only we write
 */
public record Ownership(NumberRange tables, NumberRange priorities, MarkBits marks) {

  /** Stands on every kernel route and rule that we add ({@code proto} in {@code ip}). */
  public static final int PROTOCOL = 203;

  public Ownership {
    if (priorities.size() < 3) {
      throw new IllegalArgumentException("rulePriorities holds fewer than 3: " + priorities);
    }
    if (tables.size() < 5) {
      throw new IllegalArgumentException("kernelTables holds fewer than 5: " + tables);
    }
  }

  /** The largest number that has both a mark and a table. */
  public int largestNumber() {
    return Math.min(marks.largest(), tables.size() - 1);
  }

  /** The kernel table of a number. */
  public int table(int number) {
    return tables.from() + number;
  }

  /** The kernel table of the node's own senders: the one of number 0, which is no next hop's. */
  public int localTable() {
    return tables.from();
  }

  /** The number of a kernel table. */
  public int number(int table) {
    return table - tables.from();
  }

  /** The priority of the jump past our rules. */
  public int jumpPriority() {
    return priorities.from();
  }

  /** The priority of every lookup by mark; they exclude each other, so they need no order. */
  public int markPriority() {
    return priorities.from() + 1;
  }

  /** The priority of the rule that ends ours. */
  public int endPriority() {
    return priorities.to();
  }

  /**
   * The priority of the lookup for the node's own senders: after every mark, where the jump goes.
   */
  public int localPriority() {
    return priorities.to();
  }

  /** Whether a kernel route is ours. */
  public boolean ownsRoute(int protocol, int table) {
    return protocol == PROTOCOL && tables.holds(table);
  }

  /** Whether a kernel rule is ours. */
  public boolean ownsRule(int protocol, int priority) {
    return protocol == PROTOCOL && priorities.holds(priority);
  }
}
