package dev.waymark.compiler.text;

import dev.waymark.compiler.model.DesiredAction;
import dev.waymark.compiler.model.DesiredMatch;
import dev.waymark.compiler.model.DesiredRule;
import java.util.List;
import java.util.stream.Collectors;

/** Rules as {@code ip rule} would show them. Written, never read. */
public final class RuleLine {
  private RuleLine() {}

  /** For instance {@code 100: from 10.0.0.0/8 lookup 7 # RoutingPolicy edge, rule first}. */
  public static String of(DesiredRule rule) {
    DesiredMatch match = rule.match();
    return rule.priority()
        + ": from "
        + (match.from().isEmpty() ? "all" : list(match.from()))
        + (match.to().isEmpty() ? "" : " to " + list(match.to()))
        + (match.inputInterfaces().isEmpty() ? "" : " iif " + list(match.inputInterfaces()))
        + (match.dscp().isEmpty() ? "" : " dscp " + list(match.dscp()))
        + " "
        + action(rule.action())
        + "  # "
        + rule.owner()
        + ", rule "
        + rule.name();
  }

  private static String action(DesiredAction action) {
    return switch (action) {
      case DesiredAction.Lookup(int table) -> "lookup " + table;
      case DesiredAction.Drop() -> "drop";
      case DesiredAction.Reject() -> "reject";
      case DesiredAction.Pass() -> "pass";
    };
  }

  private static String list(List<?> values) {
    return values.stream().map(Object::toString).collect(Collectors.joining(","));
  }
}
