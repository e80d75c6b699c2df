package dev.waymark.cli.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.waymark.compiler.diff.Change;
import dev.waymark.compiler.diff.DiffText;
import org.jspecify.annotations.Nullable;

/**
 * One change as programs read it.
 *
 * @param kind route, rule, order, protected, trial, mirror or liveness
 * @param before the line that goes, as {@code ip} would write it; null if nothing does
 * @param after the line that comes; null if nothing does
 */
@JsonInclude(Include.NON_NULL)
public record ChangeView(String kind, @Nullable String before, @Nullable String after) {

  /** Of a change. */
  public static ChangeView of(Change change) {
    String before = null;
    String after = null;
    for (String line : DiffText.of(change).lines().toList()) {
      switch (line.charAt(0)) {
        case '-' -> before = line.substring(2);
        case '+' -> after = line.substring(2);
        default -> {
          // That rules are tried in another order has no line before or after.
        }
      }
    }
    return new ChangeView(kind(change), before, after);
  }

  /** {@code added}, {@code removed}, {@code changed}. */
  String verb() {
    return before == null ? "added" : after == null ? "removed" : "changed";
  }

  private static String kind(Change change) {
    return switch (change) {
      case Change.RouteAdded _, Change.RouteRemoved _, Change.RouteChanged _ -> "route";
      case Change.RuleAdded _, Change.RuleRemoved _, Change.RuleChanged _ -> "rule";
      case Change.RulesReordered _ -> "order";
      case Change.ProtectedAdded _, Change.ProtectedRemoved _ -> "protected";
      case Change.TrialAdded _, Change.TrialRemoved _, Change.TrialChanged _ -> "trial";
      case Change.MirrorAdded _, Change.MirrorRemoved _ -> "mirror";
      case Change.LivenessAdded _, Change.LivenessRemoved _ -> "liveness";
    };
  }
}
