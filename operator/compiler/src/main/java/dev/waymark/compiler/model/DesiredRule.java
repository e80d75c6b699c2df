package dev.waymark.compiler.model;

/**
 * One rule of a policy.
 *
 * @param priority 1–32765, lower first
 * @param policy the name of its RoutingPolicy
 * @param name unique in the policy
 * @param toNode about packets to the node's own addresses, else about those on their way through
 */
public record DesiredRule(
    int priority,
    String policy,
    String name,
    boolean toNode,
    DesiredMatch match,
    DesiredAction action,
    RuleEffects effects) {

  /** Refuses to look up a way for what has arrived. */
  public DesiredRule {
    if (toNode && action instanceof DesiredAction.Lookup) {
      throw new IllegalArgumentException("a Lookup for traffic to the node itself");
    }
  }

  /** About forwarded packets, and with no effect beside its action. */
  public DesiredRule(
      int priority, String policy, String name, DesiredMatch match, DesiredAction action) {
    this(priority, policy, name, false, match, action, RuleEffects.NONE);
  }

  /** The policy as an owner. */
  public Owner owner() {
    return Owner.of("RoutingPolicy", policy);
  }
}
