package dev.waymark.compiler.model;

import dev.waymark.api.net.Family;
import dev.waymark.api.net.Prefix;
import java.util.ArrayList;
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

  /**
   * The canonical table. The builder is spent.
   *
   * @throws IllegalArgumentException if a prefix and metric was added twice
   */
  public DesiredTable build() {
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
    Map<Way, Integer> places = new HashMap<>();
    for (int i = 0; i < sorted.size(); i++) {
      places.put(sorted.get(i), i);
    }
    int[] renumbered = new int[used.length];
    for (int i = 0; i < used.length; i++) {
      renumbered[i] = places.getOrDefault(ways.get(i), -1);
    }
    v4.renumber(renumbered);
    v6.renumber(renumbered);
    return new DesiredTable(id, sorted, v4.build(), v6.build());
  }
}
