package dev.waymark.compiler.contribution;

import dev.waymark.api.v1alpha1.LabelSelector;
import dev.waymark.compiler.model.DesiredRule;
import dev.waymark.compiler.model.Owner;
import java.util.List;

/** The rules of one RoutingPolicy, in its order. */
public record PolicyContribution(
    Owner owner, int priority, LabelSelector nodes, List<DesiredRule> rules) {
  /** Keeps a copy. */
  public PolicyContribution {
    rules = List.copyOf(rules);
  }
}
