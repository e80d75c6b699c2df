package dev.waymark.dataplane.reference;

import dev.waymark.dataplane.reference.Config.Rule;
import java.util.List;

/** The rules that match a packet, by asking each in turn. */
public final class ReferenceRules {
  private final List<Rule> rules;

  public ReferenceRules(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /** What of a packet a rule may look at. */
  public record Subject(Address from, Address to, int ifindex, int dscp, int mark, L4 l4) {}

  /** The index of the first matching rule at or after {@code start}; -1 when there is none. */
  public int next(Subject subject, int start) {
    for (int i = start; i < rules.size(); i++) {
      if (matches(rules.get(i), subject)) {
        return i;
      }
    }
    return -1;
  }

  /** Whether any rule asks for what only the transport header says. */
  boolean needTransport() {
    return rules.stream().anyMatch(rule -> rule.asked().needsTransport());
  }

  public Rule get(int index) {
    return rules.get(index);
  }

  private static boolean matches(Rule rule, Subject subject) {
    return inAny(rule.from(), subject.from())
        && inAny(rule.to(), subject.to())
        && (rule.interfaces().isEmpty() || rule.interfaces().contains(subject.ifindex()))
        && (rule.dscp().isEmpty() || rule.dscp().contains(subject.dscp()))
        && rule.asked().holds(subject.l4(), subject.mark());
  }

  private static boolean inAny(List<Prefix> prefixes, Address address) {
    if (prefixes.isEmpty()) {
      return true;
    }
    for (Prefix prefix : prefixes) {
      if (address.in(prefix)) {
        return true;
      }
    }
    return false;
  }
}
