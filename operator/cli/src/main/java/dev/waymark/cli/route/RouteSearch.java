package dev.waymark.cli.route;

import dev.waymark.api.net.Address;
import dev.waymark.api.net.Family;
import dev.waymark.api.net.Prefix;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.DesiredTable;
import dev.waymark.compiler.model.RouteList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Looks for routes in a state. */
public final class RouteSearch {

  private final DesiredState state;
  private final OptionalInt table;

  /**
   * In the tables of a state.
   *
   * @param table this one alone; empty: all
   */
  public RouteSearch(DesiredState state, OptionalInt table) {
    this.state = state;
    this.table = table;
  }

  /** Every route, by table, family and prefix. */
  public List<FoundRoute> all() {
    List<FoundRoute> found = new ArrayList<>();
    for (DesiredTable one : tables()) {
      for (Family family : Family.values()) {
        RouteList routes = one.routes(family);
        for (int i = 0; i < routes.size(); i++) {
          found.add(route(one, routes, i));
        }
      }
    }
    return found;
  }

  /** The routes of this prefix and of what lies in it. */
  public List<FoundRoute> within(Prefix prefix) {
    List<FoundRoute> found = new ArrayList<>();
    for (DesiredTable one : tables()) {
      RouteList routes = one.routes(prefix.family());
      for (int i = 0; i < routes.size(); i++) {
        if (routes.length(i) >= prefix.length() && prefix.contains(routes.prefix(i))) {
          found.add(route(one, routes, i));
        }
      }
    }
    return found;
  }

  /**
   * In each table, the routes of the longest prefix that the address lies in, by metric: the first
   * whose next hops are usable wins.
   */
  public List<FoundRoute> longest(Address address) {
    List<FoundRoute> found = new ArrayList<>();
    for (DesiredTable one : tables()) {
      RouteList routes = one.routes(address.family());
      int best = -1;
      for (int i = 0; i < routes.size(); i++) {
        if ((best < 0 || routes.length(i) > routes.length(best))
            && routes.prefix(i).contains(address)) {
          best = i;
        }
      }
      for (int i = best; i >= 0 && i < routes.size() && routes.samePrefix(best, i); i++) {
        found.add(route(one, routes, i));
      }
    }
    return found;
  }

  /** The protected prefix that leaves the address to the kernel although a route is wider. */
  public Optional<Prefix> shield(Address address) {
    int longest = longest(address).stream().mapToInt(one -> one.to().length()).max().orElse(-1);
    return state.protectedPrefixes().stream()
        .filter(prefix -> prefix.contains(address) && prefix.length() > longest)
        .max(Comparator.comparingInt(Prefix::length));
  }

  private List<DesiredTable> tables() {
    return state.tables().stream()
        .filter(one -> table.isEmpty() || table.getAsInt() == one.id())
        .toList();
  }

  private static FoundRoute route(DesiredTable table, RouteList routes, int i) {
    return new FoundRoute(table.id(), routes.prefix(i), table.ways().get(routes.way(i)));
  }
}
