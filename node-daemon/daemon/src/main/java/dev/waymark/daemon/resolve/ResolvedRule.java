package dev.waymark.daemon.resolve;

import dev.waymark.api.net.Family;
import dev.waymark.compiler.model.DesiredRule;
import java.util.List;
import java.util.Set;

/**
 * A rule against this node: as it was declared, with interfaces by number.
 *
 * @param families whose packets can match
 * @param interfaceIndexes input interfaces; empty: any
 * @param mirrorIndex the interface that copies leave by; 0: none are made
 */
public record ResolvedRule(
    DesiredRule declared, Set<Family> families, List<Integer> interfaceIndexes, int mirrorIndex) {

  public ResolvedRule {
    families = Set.copyOf(families);
    interfaceIndexes = List.copyOf(interfaceIndexes);
  }

  /** What its counter is called. */
  public String counterName() {
    return "rule %s/%s".formatted(declared.policy(), declared.name());
  }
}
