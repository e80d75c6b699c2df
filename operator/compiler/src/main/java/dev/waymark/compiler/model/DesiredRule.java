package dev.waymark.compiler.model;

/**
 * One rule of a policy.
 *
 * @param priority 1–32765, lower first
 * @param policy the name of its RoutingPolicy
 * @param name unique in the policy
 */
public record DesiredRule(
    int priority, String policy, String name, DesiredMatch match, DesiredAction action) {
  /** The policy as an owner. */
  public Owner owner() {
    return Owner.of("RoutingPolicy", policy);
  }
}
