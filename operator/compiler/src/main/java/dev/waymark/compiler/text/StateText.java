package dev.waymark.compiler.text;

import dev.waymark.api.net.Family;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.DesiredTable;
import dev.waymark.compiler.model.RouteList;
import dev.waymark.compiler.model.Way;

/** A whole state as lines that someone who knows {@code ip} can read. */
public final class StateText {
  private StateText() {}

  /**
   * A line a rule, a table heading, a line a route with its owner, a line a protected prefix, a
   * line a trial.
   */
  public static String of(DesiredState state) {
    StringBuilder text = new StringBuilder();
    state.rules().forEach(rule -> text.append("rule ").append(RuleLine.of(rule)).append('\n'));
    for (DesiredTable table : state.tables()) {
      text.append("table ").append(table.id()).append(":\n");
      for (Family family : Family.values()) {
        RouteList routes = table.routes(family);
        for (int i = 0; i < routes.size(); i++) {
          Way way = table.ways().get(routes.way(i));
          text.append("  ")
              .append(IpRouteLine.of(routes.prefix(i), way))
              .append(IpRouteLine.note(way))
              .append('\n');
        }
      }
    }
    state
        .protectedPrefixes()
        .forEach(prefix -> text.append("protected ").append(prefix).append('\n'));
    state.trials().forEach(trial -> text.append("trial ").append(TrialLine.of(trial)).append('\n'));
    state
        .mirrors()
        .forEach(mirror -> text.append("mirror ").append(MirrorLine.of(mirror)).append('\n'));
    state
        .liveness()
        .forEach(one -> text.append("liveness ").append(MirrorLine.of(one)).append('\n'));
    return text.toString();
  }
}
