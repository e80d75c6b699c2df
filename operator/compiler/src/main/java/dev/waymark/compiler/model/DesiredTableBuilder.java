package dev.waymark.compiler.model;

import dev.waymark.api.net.Family;
import dev.waymark.api.net.Prefix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects the routes of a {@link DesiredTable} in any order and builds the canonical table. */
public final class DesiredTableBuilder {
  private final int id;
  private final Map<Way, Integer> numbers = new HashMap<>();
  private final List<Way> ways = new ArrayList<>();
  private final RouteListBuilder v4 = RouteList.builder(Family.V4, 0);
  private final RouteListBuilder v6 = RouteList.builder(Family.V6, 0);

  DesiredTableBuilder(int id) {
    this.id = id;
  }

  /** The number under which {@link #add(Family, long, long, int, int)} knows the way. */
  public int way(Way way) {
    Integer known = numbers.putIfAbsent(way, ways.size());
    if (known != null) {
      return known;
    }
    ways.add(way);
    return ways.size() - 1;
  }

  /** Adds a route. */
  public DesiredTableBuilder add(Prefix to, Way way) {
    add(to.family(), to.hi(), to.lo(), to.length(), way(way));
    return this;
  }

  /** Adds a route from its bits; the caller answers for a valid prefix. */
  public void add(Family family, long hi, long lo, int length, int way) {
    (family == Family.V4 ? v4 : v6).add(hi, lo, length, way);
  }

  /** Hears of each route that gave way to another one with the same prefix and metric. */
  @FunctionalInterface
  public interface Collision {
    /** The first way stays in the table, the second does not. */
    void decided(Prefix to, Way kept, Way dropped);
  }

  /**
   * The canonical table. The builder is spent.
   *
   * @throws IllegalArgumentException if a prefix and metric was added twice
   */
  public DesiredTable build() {
    return build(
        Comparator.naturalOrder(),
        (to, kept, dropped) -> {
          throw new IllegalArgumentException(
              to + " metric " + kept.metric() + " stands twice in table " + id);
        });
  }

  /**
   * The canonical table; where a prefix and metric was added several times, the way that the
   * preference puts first stays. The builder is spent.
   */
  public DesiredTable build(Comparator<Way> preference, Collision told) {
    List<Way> sorted = renumberSorted();
    RouteList v4Routes = v4.build();
    RouteList v6Routes = v6.build();
    if (!collides(sorted, v4Routes) && !collides(sorted, v6Routes)) {
      return new DesiredTable(id, sorted, v4Routes, v6Routes);
    }
    DesiredTableBuilder settled = new DesiredTableBuilder(id);
    settled.settle(sorted, v4Routes, preference, told);
    settled.settle(sorted, v6Routes, preference, told);
    return settled.build();
  }

  private List<Way> renumberSorted() {
    boolean[] used = new boolean[ways.size()];
    v4.markUsed(used);
    v6.markUsed(used);
    List<Way> sorted = new ArrayList<>(ways.size());
    for (int i = 0; i < used.length; i++) {
      if (used[i]) {
        sorted.add(ways.get(i));
      }
    }
    sorted.sort(null);
    int[] renumbered = new int[used.length];
    for (int i = 0; i < sorted.size(); i++) {
      renumbered[numbers.getOrDefault(sorted.get(i), 0)] = i;
    }
    v4.renumber(renumbered);
    v6.renumber(renumbered);
    return sorted;
  }

  private static boolean collides(List<Way> sorted, RouteList routes) {
    for (int i = 1; i < routes.size(); i++) {
      if (same(sorted, routes, i - 1, i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean same(List<Way> sorted, RouteList routes, int i, int j) {
    return routes.samePrefix(i, j)
        && sorted.get(routes.way(i)).metric() == sorted.get(routes.way(j)).metric();
  }

  private void settle(
      List<Way> sorted, RouteList routes, Comparator<Way> preference, Collision told) {
    for (int start = 0; start < routes.size(); ) {
      int end = start + 1;
      Way best = sorted.get(routes.way(start));
      while (end < routes.size() && same(sorted, routes, start, end)) {
        Way other = sorted.get(routes.way(end));
        best = preference.compare(other, best) < 0 ? other : best;
        end++;
      }
      add(routes.family(), routes.hi(start), routes.lo(start), routes.length(start), way(best));
      tell(sorted, routes, start, end, best, told);
      start = end;
    }
  }

  private static void tell(
      List<Way> sorted, RouteList routes, int start, int end, Way best, Collision told) {
    boolean kept = false;
    for (int i = start; end - start > 1 && i < end; i++) {
      Way way = sorted.get(routes.way(i));
      if (!kept && way.equals(best)) {
        kept = true;
      } else {
        told.decided(routes.prefix(i), best, way);
      }
    }
  }
}
