package dev.waymark.daemon.counters;

import dev.waymark.compiler.model.Owner;
import dev.waymark.daemon.resolve.ResolvedRoute;
import dev.waymark.daemon.resolve.ResolvedState;
import dev.waymark.daemon.resolve.TableContent;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which resources have a counter for each of their routes: those with at most {@link #A_RESOURCE}
 * routes on this node, by kind and name, as long as all of a resource's routes fit into {@link
 * #A_NODE}. The others have one counter for all their routes. Depends on the state alone, so that
 * the same state has the same counters after a restart.
 */
public final class RouteCounters {

  /** Most routes of a resource whose routes are counted one by one: all that it can list itself. */
  public static final int A_RESOURCE = 1024;

  /** Most routes that are counted one by one on a node: a quarter of all counters. */
  public static final int A_NODE = 4096;

  private final Set<Owner> counted;

  private RouteCounters(Set<Owner> counted) {
    this.counted = Set.copyOf(counted);
  }

  /** Chooses for a state. */
  public static RouteCounters of(ResolvedState state) {
    Map<Owner, Integer> sizes = sizes(state);
    Set<Owner> counted = new HashSet<>();
    int left = A_NODE;
    for (Map.Entry<Owner, Integer> each : sizes.entrySet()) {
      if (each.getValue() <= Math.min(A_RESOURCE, left)) {
        counted.add(each.getKey());
        left -= each.getValue();
      }
    }
    return new RouteCounters(counted);
  }

  /** Whether each route of this resource has its own counter; false for nobody's routes. */
  public boolean countsEach(@Nullable Owner owner) {
    return owner != null && counted.contains(owner);
  }

  private static Map<Owner, Integer> sizes(ResolvedState state) {
    List<ResolvedRoute> routes = state.routes();
    int[] uses = new int[routes.size()];
    for (TableContent content : state.tables()) {
      for (int i = 0; i < content.size(); i++) {
        uses[content.route(i)]++;
      }
    }
    Map<Owner, Integer> sizes = new TreeMap<>();
    for (int i = 0; i < uses.length; i++) {
      Owner owner = routes.get(i).owner();
      if (owner != null && uses[i] > 0) {
        sizes.merge(owner, uses[i], Integer::sum);
      }
    }
    return sizes;
  }
}
