package dev.waymark.daemon.resolve;

import dev.waymark.api.net.Family;
import java.util.Map;

/** Tables of the kernel that the node follows, by number and family. */
public record KernelTables(Map<Key, KernelTable> tables) {

  /** None. */
  public static final KernelTables NONE = new KernelTables(Map.of());

  /** Which table, as an unsigned 32-bit number. */
  public record Key(int table, Family family) {}

  public KernelTables {
    tables = Map.copyOf(tables);
  }

  /** One table; empty if it is not followed. */
  public KernelTable of(int table, Family family) {
    KernelTable known = tables.get(new Key(table, family));
    return known == null ? KernelTable.empty(family) : known;
  }
}
