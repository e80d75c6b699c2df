package dev.waymark.cli.route;

import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.text.MirrorLine;
import dev.waymark.compiler.text.RuleLine;
import java.util.List;

/** Routes for people. */
public final class RouteText {

  private RouteText() {}

  /** A heading for each table, a line for each route. */
  public static String of(List<FoundRoute> routes) {
    StringBuilder text = new StringBuilder();
    int table = 0;
    for (FoundRoute route : routes) {
      if (route.table() != table) {
        table = route.table();
        text.append("table ").append(table).append(":\n");
      }
      text.append("  ").append(route).append('\n');
    }
    return text.toString();
  }

  /** Rules in the order in which they are tried, as {@code ip rule} would show them. */
  public static String rules(DesiredState state) {
    StringBuilder text = new StringBuilder();
    state.rules().forEach(rule -> text.append(RuleLine.of(rule)).append('\n'));
    return text.toString();
  }

  /** What the node adds by itself: mirrors of kernel tables. */
  public static String mirrors(DesiredState state) {
    StringBuilder text = new StringBuilder();
    state
        .mirrors()
        .forEach(mirror -> text.append("mirror ").append(MirrorLine.of(mirror)).append('\n'));
    return text.toString();
  }
}
