package dev.waymark.cli.route;

import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.text.IpRouteLine;

/**
 * One route as programs read it.
 *
 * @param line in the syntax of {@code ip route}
 */
public record RouteView(int table, String to, long metric, String line, Owner owner) {

  /** Of a route. */
  public static RouteView of(FoundRoute route) {
    return new RouteView(
        route.table(),
        route.to().toString(),
        route.way().metric(),
        IpRouteLine.of(route.to(), route.way()).toString(),
        route.way().owner());
  }
}
