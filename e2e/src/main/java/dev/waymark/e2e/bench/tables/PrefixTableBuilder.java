package dev.waymark.e2e.bench.tables;

import dev.waymark.api.net.Family;
import java.util.Map;
import java.util.TreeMap;

/** Gathers prefixes in any order; the first next hop given for a prefix stays. */
final class PrefixTableBuilder {

  /** A prefix, ordered as a table is: by address (unsigned), then length. */
  private record Key(long hi, long lo, int length) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byHi = Long.compareUnsigned(hi, other.hi);
      if (byHi != 0) {
        return byHi;
      }
      int byLo = Long.compareUnsigned(lo, other.lo);
      return byLo != 0 ? byLo : Integer.compare(length, other.length);
    }
  }

  private final Map<Key, Integer> nextHops = new TreeMap<>();

  /** Adds a prefix and answers whether it was new; bits beyond the length are cleared. */
  boolean add(long hi, long lo, int length, int nextHop) {
    long maskedHi = length >= 64 ? hi : length == 0 ? 0 : hi & (-1L << (64 - length));
    long maskedLo = length >= 128 ? lo : length <= 64 ? 0 : lo & (-1L << (128 - length));
    return nextHops.putIfAbsent(new Key(maskedHi, maskedLo, length), nextHop) == null;
  }

  int size() {
    return nextHops.size();
  }

  PrefixTable build(String name, Family family) {
    int n = nextHops.size();
    var table = new PrefixTable(name, family, new long[n], new long[n], new byte[n], new int[n]);
    int i = 0;
    for (var route : nextHops.entrySet()) {
      table.hi()[i] = route.getKey().hi();
      table.lo()[i] = route.getKey().lo();
      table.length()[i] = (byte) route.getKey().length();
      table.nextHop()[i] = route.getValue();
      i++;
    }
    return table;
  }
}
