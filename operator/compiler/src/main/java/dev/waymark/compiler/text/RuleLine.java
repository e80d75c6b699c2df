package dev.waymark.compiler.text;

import dev.waymark.compiler.model.DesiredAction;
import dev.waymark.compiler.model.DesiredMatch;
import dev.waymark.compiler.model.DesiredRule;
import dev.waymark.compiler.model.DesiredTransport;
import dev.waymark.compiler.model.RuleEffects;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rules as {@code ip rule} would show them. Written, never read. */
public final class RuleLine {
  private RuleLine() {}

  /** For instance {@code 100: from 10.0.0.0/8 lookup 7 # RoutingPolicy edge, rule first}. */
  public static String of(DesiredRule rule) {
    return rule.priority()
        + (rule.toNode() ? ": to-node from " : ": from ")
        + match(rule.match())
        + effects(rule.effects())
        + " "
        + action(rule.action())
        + "  # "
        + rule.owner()
        + ", rule "
        + rule.name();
  }

  private static String match(DesiredMatch match) {
    DesiredTransport transport = match.transport();
    return (match.from().isEmpty() ? "all" : list(match.from()))
        + word("to", match.to())
        + word("iif", match.inputInterfaces())
        + word("dscp", match.dscp())
        + word("ipproto", transport.protocol())
        + word("sport", transport.sourcePorts())
        + word("dport", transport.destinationPorts())
        + word("icmp", transport.icmp())
        + word("fwmark", match.mark());
  }

  private static String effects(RuleEffects effects) {
    return word("set dscp", effects.dscp())
        + word("set mark", effects.mark())
        + word("limit", effects.limit())
        + word("mirror", effects.mirror());
  }

  private static String action(DesiredAction action) {
    return switch (action) {
      case DesiredAction.Lookup(int table, int suppress) ->
          "lookup "
              + table
              + (suppress == DesiredAction.Lookup.NOTHING
                  ? ""
                  : " suppress_prefixlength " + suppress);
      case DesiredAction.Drop() -> "drop";
      case DesiredAction.Reject() -> "reject";
      case DesiredAction.Pass() -> "pass";
    };
  }

  private static String word(String word, List<?> values) {
    return values.isEmpty() ? "" : " " + word + " " + list(values);
  }

  private static String word(String word, @Nullable Object value) {
    return value == null ? "" : " " + word + " " + value;
  }

  private static String list(List<?> values) {
    return values.stream().map(Object::toString).collect(Collectors.joining(","));
  }
}
