package dev.waymark.daemon.resolve;

import dev.waymark.api.net.Address;
import dev.waymark.api.net.Prefix;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.DesiredTable;
import dev.waymark.compiler.model.DesiredTableBuilder;
import dev.waymark.compiler.model.RouteList;
import dev.waymark.compiler.model.Way;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is declared and known about one destination: a desired state and a node, less the routes
 * that cannot concern it, resolved as the daemon resolves the whole. So it answers for the
 * destination as the whole would, at the cost of a few routes.
 */
public final class OneDestination {

  private final Address destination;
  private final DesiredState desired;
  private final ResolvedState resolved;

  /**
   * Where a route comes from.
   *
   * @param way as declared; null if nobody declared it: the kernel's own, or protected
   */
  public record Origin(Prefix prefix, ResolvedRoute route, @Nullable Way way) {}

  /** What rules may set is of no concern here. */
  private static final int NO_MARKS = 0;

  /** Resolves what concerns a destination. */
  public OneDestination(DesiredState whole, NodeFacts facts, Address destination, Instant now) {
    this.destination = destination;
    this.desired =
        new DesiredState(
            whole.tables().stream().map(this::narrow).toList(),
            whole.rules(),
            whole.protectedPrefixes(),
            whole.trials(),
            List.of(),
            whole.liveness());
    List<KernelRoute> main =
        facts.main().stream().filter(route -> route.to().contains(destination)).toList();
    List<Prefix> local = facts.local().stream().filter(p -> p.contains(destination)).toList();
    this.resolved =
        Resolution.resolve(
            desired,
            new NodeFacts(
                facts.interfaces(), facts.addresses(), main, local, facts.tables(), facts.silent()),
            NO_MARKS,
            now);
  }

  /** The longest prefix of a table that holds the destination. */
  public Optional<Origin> origin(int table) {
    Origin longest = null;
    for (TableContent content : resolved.tables()) {
      for (int i = 0; content.table() == table && i < content.size(); i++) {
        Prefix prefix =
            new Prefix(content.family(), content.hi(i), content.lo(i), content.length(i));
        if (prefix.contains(destination)) {
          // In ascending order, so a longer one comes later.
          ResolvedRoute route = resolved.routes().get(content.route(i));
          longest = new Origin(prefix, route, way(table, prefix, route));
        }
      }
    }
    return Optional.ofNullable(longest);
  }

  private @Nullable Way way(int table, Prefix prefix, ResolvedRoute route) {
    if (route.owner() == null) {
      return null;
    }
    Way lowest = null;
    RouteList routes =
        desired
            .table(table)
            .map(t -> t.routes(prefix.family()))
            .orElse(RouteList.empty(prefix.family()));
    for (int i = 0; i < routes.size(); i++) {
      Way way = desired.table(table).orElseThrow().ways().get(routes.way(i));
      boolean says =
          routes.prefix(i).equals(prefix)
              && way.owner().equals(route.owner())
              && way.type().name().equalsIgnoreCase(route.kind().name())
              && leadsTo(way, route);
      if (says && (lowest == null || way.metric() < lowest.metric())) {
        lowest = way;
      }
    }
    return lowest;
  }

  /** Whether every next hop in use is one that the way declares. */
  private static boolean leadsTo(Way way, ResolvedRoute route) {
    return route.members().stream()
        .map(member -> member.nextHop().gateway())
        .allMatch(gateway ->
            gateway == null || way.via().stream().anyMatch(hop -> gateway.equals(hop.gateway())));
  }

  private DesiredTable narrow(DesiredTable table) {
    DesiredTableBuilder narrow = DesiredTable.builder(table.id());
    RouteList routes = table.routes(destination.family());
    boolean any = false;
    for (int i = 0; i < routes.size(); i++) {
      if (routes.prefix(i).contains(destination)) {
        narrow.add(routes.prefix(i), table.ways().get(routes.way(i)));
        any = true;
      }
    }
    if (!any && !routes.isEmpty()) {
      // A table without a route would lose its protected prefixes too.
      narrow.add(routes.prefix(0), table.ways().get(routes.way(0)));
    }
    return narrow.build();
  }
}
