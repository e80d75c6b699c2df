package dev.waymark.compiler.model;

import dev.waymark.api.net.Prefix;
import java.util.List;

/**
 * Routes that a node takes over from one of its kernel's tables. What they are is the node's to
 * know, so they are not in the state: this says which may come in, and who wins over them.
 *
 * @param table the table that they go into, 1–254
 * @param owner the resource that declares it
 * @param name the source's name in that resource
 * @param kernelTable the table that they come from, an unsigned 32-bit number
 * @param protocols numbers of the routing protocols that count, ascending; none: all but Waymark's
 * @param allowed what may come in; the rest is passed over
 * @param maxRoutes the most that may come in
 * @param keepLast above that: the last good content stays, or else none does
 * @param yieldsTo resources whose routes win over these where prefix and metric are the same,
 *     ascending; its own routes always do
 */
public record DesiredMirror(
    int table,
    Owner owner,
    String name,
    long kernelTable,
    List<Integer> protocols,
    List<Allowed> allowed,
    int maxRoutes,
    boolean keepLast,
    List<Owner> yieldsTo) {

  /**
   * What may come in: prefixes inside {@code prefix}.
   *
   * @param longest the largest length, in bits
   */
  public record Allowed(Prefix prefix, int longest) {
    /** Whether this prefix may come in. */
    public boolean admits(Prefix to) {
      return to.length() <= longest && prefix.contains(to);
    }
  }

  /** Refuses what no RouteTable can say. */
  public DesiredMirror {
    if (table < 1 || table > 254 || kernelTable < 1 || kernelTable > 0xffff_ffffL) {
      throw new IllegalArgumentException("table=%d kernelTable=%d".formatted(table, kernelTable));
    }
    if (maxRoutes < 1) {
      throw new IllegalArgumentException("maxRoutes %d is not positive".formatted(maxRoutes));
    }
    protocols = protocols.stream().distinct().sorted().toList();
    allowed = List.copyOf(allowed);
    yieldsTo = yieldsTo.stream().distinct().sorted().toList();
  }

  /** The same, giving way to these. */
  public DesiredMirror yieldingTo(List<Owner> owners) {
    return new DesiredMirror(
        table, owner, name, kernelTable, protocols, allowed, maxRoutes, keepLast, owners);
  }
}
