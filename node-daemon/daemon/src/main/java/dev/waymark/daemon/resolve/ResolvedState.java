package dev.waymark.daemon.resolve;

import dev.waymark.api.net.Family;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the data plane of this node shall hold, in terms of interfaces and prefixes: marks, counters
 * and memory come later.
 *
 * @param routes what tables refer to by index; each value once
 * @param tables ascending by id, then family; only those with a prefix
 * @param rules in the order in which they are tried
 * @param nextHops every next hop of a unicast route in use, with the families of the packets that
 *     it serves
 * @param verdicts kinds of route that the kernel carries out, with the families that need them
 * @param findings what cannot be done here, in canonical order
 * @param nextExpiry when the next route ends by itself
 */
public record ResolvedState(
    List<ResolvedRoute> routes,
    List<TableContent> tables,
    List<ResolvedRule> rules,
    Map<NextHopIdentity, Set<Family>> nextHops,
    Map<ResolvedRoute.Kind, Set<Family>> verdicts,
    List<Finding> findings,
    @Nullable Instant nextExpiry) {

  public ResolvedState {
    routes = List.copyOf(routes);
    tables = List.copyOf(tables);
    rules = List.copyOf(rules);
    findings = List.copyOf(findings);
  }

  /** Which routes a prefix leads to; others stand by with a higher metric. */
  public boolean[] usedRoutes() {
    boolean[] used = new boolean[routes.size()];
    for (TableContent table : tables) {
      for (int i = 0; i < table.size(); i++) {
        used[table.route(i)] = true;
      }
    }
    return used;
  }

  /** The same with more findings. */
  public ResolvedState withFindings(List<Finding> more) {
    if (more.isEmpty()) {
      return this;
    }
    List<Finding> all = new ArrayList<>(findings);
    all.addAll(more);
    return new ResolvedState(routes, tables, rules, nextHops, verdicts, all, nextExpiry);
  }

  /** The number of prefixes that were declared or mirrored, over all tables. */
  public int size() {
    return tables.stream().mapToInt(TableContent::size).sum();
  }
}
