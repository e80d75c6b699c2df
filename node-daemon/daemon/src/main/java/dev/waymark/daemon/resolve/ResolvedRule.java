package dev.waymark.daemon.resolve;

import dev.waymark.api.net.Family;
import dev.waymark.api.net.Prefix;
import java.util.List;
import java.util.Set;

/**
 * A rule against this node: prefixes by family, interfaces by number.
 *
 * @param policy the policy's name; {@code name} is the rule's in it
 * @param table LOOKUP only
 * @param families whose packets can match
 * @param interfaceIndexes empty: any
 * @param dscp empty: any
 */
public record ResolvedRule(
    String policy,
    String name,
    Action action,
    int table,
    Set<Family> families,
    List<Prefix> from,
    List<Prefix> to,
    List<Integer> interfaceIndexes,
    List<Integer> dscp) {

  /** What is done with a packet that matches. */
  public enum Action {
    LOOKUP,
    DROP,
    REJECT,
    PASS
  }

  public ResolvedRule {
    families = Set.copyOf(families);
    from = List.copyOf(from);
    to = List.copyOf(to);
    interfaceIndexes = List.copyOf(interfaceIndexes);
    dscp = List.copyOf(dscp);
  }
}
