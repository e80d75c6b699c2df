package dev.waymark.compiler.holding;

import dev.waymark.api.net.Family;
import dev.waymark.compiler.model.DesiredTable;
import dev.waymark.compiler.model.RouteList;
import dev.waymark.compiler.model.Way;
import java.util.List;
import java.util.Optional;

/** Walks the routes of a table along with those of another, both in their canonical order. */
final class Cursor {
  private final List<Way> ways;
  private final RouteList routes;
  private int at;

  Cursor(Optional<DesiredTable> table, Family family) {
    ways = table.map(DesiredTable::ways).orElse(List.of());
    routes = table.map(one -> one.routes(family)).orElseGet(() -> RouteList.empty(family));
  }

  /** Goes to the route with the destination and metric of route i; false if there is none. */
  boolean seek(DesiredTable other, RouteList wanted, int i) {
    long metric = other.ways().get(wanted.way(i)).metric();
    while (at < routes.size()) {
      int order = routes.comparePrefix(at, wanted, i);
      order = order != 0 ? order : Long.compare(way().metric(), metric);
      if (order >= 0) {
        return order == 0;
      }
      at++;
    }
    return false;
  }

  /** Of the route that it stands at. */
  Way way() {
    return ways.get(routes.way(at));
  }
}
