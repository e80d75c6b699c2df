package dev.waymark.daemon.resolve;

import dev.waymark.api.net.Family;
import dev.waymark.api.net.Prefix;
import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.compiler.model.Owner;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Table 254 as a table of the kernel's that is asked before the kernel's own, so that what the node
 * itself sends goes where forwarded packets go. What is left to the kernel becomes a Throw wherever
 * a shorter declared prefix would hide it; elsewhere the table is silent, and the kernel's own
 * tables are asked next in either case.
 *
 * @param routes without owners; only UNICAST, LOCAL, BLACKHOLE, UNREACHABLE, PROHIBIT and THROW
 * @param findings that there are more than the node's settings allow; then nothing is copied
 */
public record LocalCopy(Map<Prefix, ResolvedRoute> routes, List<Finding> findings) {

  /** No route: local senders keep the kernel's tables. */
  public static final LocalCopy NONE = new LocalCopy(Map.of(), List.of());

  private static final int MAIN = 254;

  public LocalCopy {
    routes = Collections.unmodifiableMap(routes);
    findings = List.copyOf(findings);
  }

  /**
   * What is to be copied of a state.
   *
   * @param limit the most routes; 0 copies none and finds nothing amiss
   */
  public static LocalCopy of(ResolvedState state, int limit) {
    if (limit == 0) {
      return NONE;
    }
    Map<Prefix, ResolvedRoute> routes = new LinkedHashMap<>();
    for (TableContent table : state.tables()) {
      if (table.table() == MAIN) {
        new LocalCopyWalk(table, state.routes()).into(routes, limit);
      }
    }
    return routes.size() > limit
        ? new LocalCopy(Map.of(), tooMany(state, limit))
        : new LocalCopy(routes, List.of());
  }

  /** Families with a route. */
  public Set<Family> families() {
    Set<Family> families = EnumSet.noneOf(Family.class);
    routes.keySet().forEach(to -> families.add(to.family()));
    return families;
  }

  private static List<Finding> tooMany(ResolvedState state, int limit) {
    return findings(
        state,
        Reason.TooManyLocalRoutes,
        "table 254 holds more than localRoutes, %d, for local senders; they keep the kernel's main table"
            .formatted(limit));
  }

  /** The same finding for every resource that has a route in table 254. */
  public static List<Finding> findings(ResolvedState state, Reason reason, String message) {
    return owners(state).stream().map(owner -> new Finding(owner, reason, message)).toList();
  }

  private static SortedSet<Owner> owners(ResolvedState state) {
    SortedSet<Owner> owners = new TreeSet<>();
    for (TableContent table : state.tables()) {
      boolean[] seen = new boolean[state.routes().size()];
      for (int i = 0; table.table() == MAIN && i < table.size(); i++) {
        int route = table.route(i);
        Owner owner = seen[route] ? null : state.routes().get(route).owner();
        seen[route] = true;
        if (owner != null) {
          owners.add(owner);
        }
      }
    }
    return owners;
  }
}
