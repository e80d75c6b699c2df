package dev.waymark.compiler.model;

import dev.waymark.api.net.Family;
import java.util.List;

/**
 * One routing table.
 *
 * @param id 1–254
 * @param ways sorted, each different and each used by a route; a route names its way by index
 * @param v4 sorted by prefix, then metric; a prefix and metric occur once
 * @param v6 as v4
 */
public record DesiredTable(int id, List<Way> ways, RouteList v4, RouteList v6) {
  /** Refuses a table that is not canonical. */
  public DesiredTable {
    if (id < 1 || id > 254) {
      throw new IllegalArgumentException("table " + id + " is not 1–254");
    }
    ways = List.copyOf(ways);
    for (int i = 1; i < ways.size(); i++) {
      if (ways.get(i - 1).compareTo(ways.get(i)) >= 0) {
        throw new IllegalArgumentException(
            "table " + id + ": ways " + (i - 1) + " and " + i + " are out of order");
      }
    }
    boolean[] used = new boolean[ways.size()];
    check(id, ways, v4, Family.V4, used);
    check(id, ways, v6, Family.V6, used);
    for (int i = 0; i < used.length; i++) {
      if (!used[i]) {
        throw new IllegalArgumentException("table " + id + ": way " + i + " has no route");
      }
    }
  }

  /** Collects the routes of a table in any order. */
  public static DesiredTableBuilder builder(int id) {
    return new DesiredTableBuilder(id);
  }

  /** The routes of one family. */
  public RouteList routes(Family family) {
    return family == Family.V4 ? v4 : v6;
  }

  /** The number of routes of both families. */
  public int size() {
    return v4.size() + v6.size();
  }

  private static void check(
      int id, List<Way> ways, RouteList routes, Family family, boolean[] used) {
    if (routes.family() != family) {
      throw new IllegalArgumentException(
          "table " + id + ": " + routes.family() + " routes in place of " + family);
    }
    for (int i = 0; i < routes.size(); i++) {
      int way = routes.way(i);
      if (way < 0 || way >= used.length) {
        throw new IllegalArgumentException("table " + id + ": route " + i + " names way " + way);
      }
      used[way] = true;
      if (i > 0 && !ascending(ways, routes, i)) {
        throw new IllegalArgumentException(
            "table " + id + ": route " + routes.prefix(i) + " is out of order");
      }
    }
  }

  private static boolean ascending(List<Way> ways, RouteList routes, int i) {
    int order = routes.comparePrefix(i - 1, routes, i);
    return order < 0
        || (order == 0 && ways.get(routes.way(i - 1)).metric() < ways.get(routes.way(i)).metric());
  }
}
