package dev.waymark.cli.route;

import dev.waymark.api.net.Prefix;
import dev.waymark.compiler.model.Way;
import dev.waymark.compiler.text.IpRouteLine;

/** One route of a state. */
public record FoundRoute(int table, Prefix to, Way way) {

  /** The line, with its owner behind it. */
  @Override
  public String toString() {
    return IpRouteLine.of(to, way) + IpRouteLine.note(way);
  }
}
