package dev.waymark.compiler.diff;

import dev.waymark.api.net.Prefix;
import dev.waymark.compiler.model.DesiredTrial;
import dev.waymark.compiler.model.Way;
import dev.waymark.compiler.text.IpRouteLine;
import dev.waymark.compiler.text.MirrorLine;
import dev.waymark.compiler.text.RuleLine;
import dev.waymark.compiler.text.TrialLine;
import java.util.List;

/** Changes as lines: what goes behind a {@code -}, what comes behind a {@code +}. */
public final class DiffText {
  private DiffText() {}

  /** One or two lines for each change, each ending with a line feed. */
  public static String of(List<Change> changes) {
    StringBuilder text = new StringBuilder();
    changes.forEach(change -> text.append(of(change)));
    return text.toString();
  }

  /** One or two lines, each ending with a line feed. */
  public static String of(Change change) {
    return switch (change) {
      case Change.RouteAdded(int table, Prefix to, Way way) -> route('+', table, to, way);
      case Change.RouteRemoved(int table, Prefix to, Way way) -> route('-', table, to, way);
      case Change.RouteChanged(int table, Prefix to, Way before, Way after) ->
          route('-', table, to, before) + route('+', table, to, after);
      case Change.RuleAdded added -> "+ rule " + RuleLine.of(added.rule()) + "\n";
      case Change.RuleRemoved removed -> "- rule " + RuleLine.of(removed.rule()) + "\n";
      case Change.RuleChanged changed ->
          "- rule "
              + RuleLine.of(changed.before())
              + "\n+ rule "
              + RuleLine.of(changed.after())
              + "\n";
      case Change.RulesReordered() -> "~ rules are tried in another order\n";
      case Change.ProtectedAdded(Prefix prefix) -> "+ protected " + prefix + "\n";
      case Change.ProtectedRemoved(Prefix prefix) -> "- protected " + prefix + "\n";
      case Change.TrialAdded(DesiredTrial trial) -> "+ trial " + TrialLine.of(trial) + "\n";
      case Change.TrialRemoved(DesiredTrial trial) -> "- trial " + TrialLine.of(trial) + "\n";
      case Change.TrialChanged(DesiredTrial before, DesiredTrial after) ->
          "- trial " + TrialLine.of(before) + "\n+ trial " + TrialLine.of(after) + "\n";
      case Change.MirrorAdded added -> "+ mirror " + MirrorLine.of(added.mirror()) + "\n";
      case Change.MirrorRemoved removed -> "- mirror " + MirrorLine.of(removed.mirror()) + "\n";
      case Change.LivenessAdded added -> "+ liveness " + MirrorLine.of(added.liveness()) + "\n";
      case Change.LivenessRemoved removed ->
          "- liveness " + MirrorLine.of(removed.liveness()) + "\n";
    };
  }

  private static String route(char sign, int table, Prefix to, Way way) {
    return sign + " table " + table + ": " + IpRouteLine.of(to, way) + IpRouteLine.note(way) + "\n";
  }
}
