package dev.waymark.daemon.observe;

import dev.waymark.api.net.Family;
import dev.waymark.daemon.resolve.KernelTable;
import dev.waymark.daemon.resolve.KernelWay;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One kernel table in one family as the events tell it: a sorted base, and what changed since. A
 * change costs a look-up; the base is made anew when somebody asks for the whole, once for many
 * changes.
 */
final class RouteMemory {

  private static final int GONE = -1;
  private static final int ABSENT = -2;
  private static final int LEAST_WAYS = 1024;

  private final Family family;
  private final Map<KernelWay, Integer> numbers = new HashMap<>();
  private List<KernelWay> ways = new ArrayList<>();
  private KernelTable base;
  private final TreeMap<Key, Integer> changes = new TreeMap<>();
  private final Set<Key> crowded = new HashSet<>();

  /** What tells two routes of a table apart. */
  record Key(long hi, long lo, int length, long metric) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int order = Long.compareUnsigned(hi, other.hi);
      order = order != 0 ? order : Long.compareUnsigned(lo, other.lo);
      order = order != 0 ? order : Integer.compare(length, other.length);
      return order != 0 ? order : Long.compare(metric, other.metric);
    }
  }

  RouteMemory(Family family) {
    this.family = family;
    this.base = KernelTable.empty(family);
  }

  /** A route came, beside others of its key if there are any. */
  void added(long hi, long lo, int length, KernelWay way) {
    Key key = new Key(hi, lo, length, way.metric());
    int number = number(way);
    int before = find(key);
    if (before >= 0 && before != number) {
      crowded.add(key);
    }
    if (before != number) {
      changes.put(key, number);
    }
  }

  /** A route took the place of the one with its key. */
  void replaced(long hi, long lo, int length, KernelWay way) {
    Key key = new Key(hi, lo, length, way.metric());
    int number = number(way);
    if (find(key) != number) {
      changes.put(key, number);
    }
  }

  /**
   * A route went.
   *
   * @return false if it cannot be told what is left of its key: the table is to be read again
   */
  boolean removed(long hi, long lo, int length, KernelWay way) {
    Key key = new Key(hi, lo, length, way.metric());
    int before = find(key);
    if (before < 0) {
      return true;
    }
    if (crowded.contains(key) || !ways.get(before).equals(way)) {
      return false;
    }
    changes.put(key, GONE);
    return true;
  }

  /** The whole; the same object while nothing changed. */
  KernelTable table() {
    if (!changes.isEmpty()) {
      base = merged();
      changes.clear();
      if (ways.size() > LEAST_WAYS && ways.size() > base.size() * 2L) {
        compact();
      }
    }
    return base;
  }

  private int number(KernelWay way) {
    Integer known = numbers.get(way);
    if (known != null) {
      return known;
    }
    ways.add(way);
    numbers.put(way, ways.size() - 1);
    return ways.size() - 1;
  }

  private int find(Key key) {
    Integer changed = changes.get(key);
    if (changed != null) {
      return changed;
    }
    int low = 0;
    int high = base.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = compare(middle, key);
      if (order == 0) {
        return base.wayIndex(middle);
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return ABSENT;
  }

  private int compare(int i, Key key) {
    int order = Long.compareUnsigned(base.hi(i), key.hi());
    order = order != 0 ? order : Long.compareUnsigned(base.lo(i), key.lo());
    order = order != 0 ? order : Integer.compare(base.length(i), key.length());
    return order != 0 ? order : Long.compare(base.way(i).metric(), key.metric());
  }

  private KernelTable merged() {
    Columns out = new Columns(base.size() + changes.size());
    int i = 0;
    for (Map.Entry<Key, Integer> change : changes.entrySet()) {
      Key key = change.getKey();
      while (i < base.size() && compare(i, key) < 0) {
        out.add(base.hi(i), base.lo(i), base.length(i), base.wayIndex(i++));
      }
      if (i < base.size() && compare(i, key) == 0) {
        i++;
      }
      if (change.getValue() != GONE) {
        out.add(key.hi(), key.lo(), key.length(), change.getValue());
      }
    }
    while (i < base.size()) {
      out.add(base.hi(i), base.lo(i), base.length(i), base.wayIndex(i++));
    }
    return out.table(family, ways);
  }

  /** Forgets ways that no route has any more; the table before keeps its own list. */
  private void compact() {
    List<KernelWay> old = ways;
    ways = new ArrayList<>();
    numbers.clear();
    Columns out = new Columns(base.size());
    for (int i = 0; i < base.size(); i++) {
      out.add(base.hi(i), base.lo(i), base.length(i), number(old.get(base.wayIndex(i))));
    }
    base = out.table(family, ways);
  }
}
