package dev.waymark.compiler.text;

import dev.waymark.compiler.model.DesiredTrial;
import java.util.stream.Collectors;

/** What a change has to pass, on one line. Written, never read. */
public final class TrialLine {
  private TrialLine() {}

  /**
   * For instance {@code table 254 confirm within 5s, probe echo Icmp 192.0.2.1 within 1s #
   * RouteTable edge}.
   */
  public static String of(DesiredTrial trial) {
    return "table "
        + trial.table()
        + (trial.confirmWithin() == null ? "" : " confirm within " + trial.confirmWithin())
        + trial.probes().stream().map(probe -> ", probe " + probe).collect(Collectors.joining())
        + "  # "
        + trial.owner();
  }
}
