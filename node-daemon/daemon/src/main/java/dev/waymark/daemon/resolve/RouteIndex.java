package dev.waymark.daemon.resolve;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Each different route once, numbered in the order in which it came. */
final class RouteIndex {

  private final List<ResolvedRoute> routes = new ArrayList<>();
  private final Map<ResolvedRoute, Integer> indices = new HashMap<>();

  int of(ResolvedRoute route) {
    return indices.computeIfAbsent(
        route,
        key -> {
          routes.add(key);
          return routes.size() - 1;
        });
  }

  List<ResolvedRoute> all() {
    return List.copyOf(routes);
  }
}
