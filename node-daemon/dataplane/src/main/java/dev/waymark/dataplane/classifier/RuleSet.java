package dev.waymark.dataplane.classifier;

import dev.waymark.dataplane.layout.Family;
import java.util.List;

/** The rules of both families for one kind of traffic, the first ones first. */
public record RuleSet(List<Rule> v4, List<Rule> v6) {
  /** No rules. */
  public static final RuleSet EMPTY = new RuleSet(List.of(), List.of());

  public RuleSet {
    v4 = List.copyOf(v4);
    v6 = List.copyOf(v6);
  }

  public List<Rule> of(Family family) {
    return family == Family.V4 ? v4 : v6;
  }

  public RuleSet with(Family family, List<Rule> rules) {
    return family == Family.V4 ? new RuleSet(rules, v6) : new RuleSet(v4, rules);
  }

  public int size() {
    return v4.size() + v6.size();
  }
}
