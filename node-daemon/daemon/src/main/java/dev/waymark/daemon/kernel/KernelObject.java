package dev.waymark.daemon.kernel;

import dev.waymark.api.net.Address;
import dev.waymark.api.net.Family;
import org.jspecify.annotations.Nullable;

/** One thing of ours in the kernel's routing. Equal values are the same thing. */
public sealed interface KernelObject {

  Family family();

  /** The default route of one of our tables. */
  sealed interface TableRoute extends KernelObject {
    int table();
  }

  /**
   * To a next hop.
   *
   * @param gateway absent: every destination is a neighbour on the interface
   * @param mtu in bytes; 0 is the device's
   */
  record Via(Family family, int table, int interfaceIndex, @Nullable Address gateway, int mtu)
      implements TableRoute {}

  /** Not to a next hop: the kernel delivers here, or answers with ICMP. */
  record Verdict(Family family, int table, Kind kind) implements TableRoute {
    /** What the kernel does. */
    public enum Kind {
      LOCAL,
      UNREACHABLE,
      PROHIBIT
    }
  }

  /** One of our rules. */
  sealed interface Rule extends KernelObject {
    int priority();
  }

  /** The first: packets without a mark of ours go past all others. */
  record Jump(Family family, int priority, int mask, int target) implements Rule {}

  /** Packets with this mark look into this table. */
  record MarkLookup(Family family, int priority, int pattern, int mask, int table)
      implements Rule {}

  /** What the node itself sends looks into this table. */
  record LocalLookup(Family family, int priority, int table) implements Rule {}

  /** The last, which does nothing: where the first jumps to. */
  record End(Family family, int priority) implements Rule {}
}
