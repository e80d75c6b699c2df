package dev.waymark.daemon.resolve;

import dev.waymark.api.net.Family;
import dev.waymark.compiler.model.DesiredAction.Drop;
import dev.waymark.compiler.model.DesiredAction.Lookup;
import dev.waymark.compiler.model.DesiredAction.Pass;
import dev.waymark.compiler.model.DesiredAction.Reject;
import dev.waymark.compiler.model.DesiredMatch;
import dev.waymark.compiler.model.DesiredRule;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Rules against this node. */
final class RuleResolution {

  private final NodeFacts facts;

  RuleResolution(NodeFacts facts) {
    this.facts = facts;
  }

  /** In the same order, less those that no packet of this node can match now. */
  List<ResolvedRule> resolve(List<DesiredRule> rules) {
    List<ResolvedRule> resolved = new ArrayList<>();
    for (DesiredRule rule : rules) {
      DesiredMatch match = rule.match();
      List<Integer> indexes = indexesOf(match.inputInterfaces());
      Set<Family> families = EnumSet.noneOf(Family.class);
      for (Family family : Family.values()) {
        if (match.concerns(family)) {
          families.add(family);
        }
      }
      // No interface left is not the same as no interface asked for: that would match everything.
      boolean matchesNothing = indexes.isEmpty() && !match.inputInterfaces().isEmpty();
      if (!matchesNothing && !families.isEmpty()) {
        resolved.add(
            new ResolvedRule(
                rule.policy(),
                rule.name(),
                action(rule),
                rule.action() instanceof Lookup(int table) ? table : 0,
                families,
                match.from(),
                match.to(),
                indexes,
                match.dscp()));
      }
    }
    return resolved;
  }

  private List<Integer> indexesOf(List<String> names) {
    List<Integer> indexes = new ArrayList<>();
    for (String name : names) {
      InterfaceState state = facts.named(name);
      if (state != null) {
        indexes.add(state.index());
      }
    }
    return indexes;
  }

  private static ResolvedRule.Action action(DesiredRule rule) {
    return switch (rule.action()) {
      case Lookup lookup -> ResolvedRule.Action.LOOKUP;
      case Drop drop -> ResolvedRule.Action.DROP;
      case Reject reject -> ResolvedRule.Action.REJECT;
      case Pass pass -> ResolvedRule.Action.PASS;
    };
  }
}
