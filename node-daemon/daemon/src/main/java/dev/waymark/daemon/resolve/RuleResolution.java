package dev.waymark.daemon.resolve;

import dev.waymark.api.net.Family;
import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.compiler.model.Copies;
import dev.waymark.compiler.model.DesiredMatch;
import dev.waymark.compiler.model.DesiredRule;
import dev.waymark.compiler.model.MarkBits;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Rules against this node. */
final class RuleResolution {

  private final NodeFacts facts;
  private final int markMask;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * For one node.
   *
   * @param markMask the bits of marks that are ours, which no rule may set
   */
  RuleResolution(NodeFacts facts, int markMask) {
    this.facts = facts;
    this.markMask = markMask;
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
      if (!matchesNothing && !families.isEmpty() && !setsOurBits(rule)) {
        resolved.add(new ResolvedRule(rule, families, indexes, mirror(rule)));
      }
    }
    return resolved;
  }

  /** What cannot be done here; once the rules were resolved. */
  List<Finding> findings() {
    return findings;
  }

  private boolean setsOurBits(DesiredRule rule) {
    MarkBits mark = rule.effects().mark();
    if (mark == null || (mark.mask() & markMask) == 0) {
      return false;
    }
    tell(
        rule,
        Reason.Invalid,
        "set.mark: mask 0x%x has bits of this node's markMask 0x%x, which are Waymark's own; the rule is left out, use other bits"
            .formatted(mark.mask(), markMask));
    return true;
  }

  private int mirror(DesiredRule rule) {
    Copies copies = rule.effects().mirror();
    if (copies == null) {
      return 0;
    }
    InterfaceState state = facts.named(copies.interfaceName());
    if (state == null) {
      tell(
          rule,
          Reason.InterfaceAbsent,
          "mirror: there is no interface %s, so no copies are made"
              .formatted(copies.interfaceName()));
      return 0;
    }
    return state.index();
  }

  private void tell(DesiredRule rule, Reason reason, String what) {
    findings.add(new Finding(rule.owner(), reason, "rule " + rule.name() + ": " + what));
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
}
