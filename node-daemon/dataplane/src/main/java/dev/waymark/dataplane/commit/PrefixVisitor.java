package dev.waymark.dataplane.commit;

import dev.waymark.dataplane.layout.Family;

/** Sees one prefix of a table. */
@FunctionalInterface
public interface PrefixVisitor {
  void prefix(Family family, int table, long hi, long lo, int length);
}
