package dev.waymark.daemon.resolve;

import dev.waymark.api.net.Address;
import dev.waymark.api.net.Prefix;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.DesiredTable;
import dev.waymark.compiler.model.RouteList;
import dev.waymark.compiler.model.Way;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The plain twin of a resolved table: collects what covers one address, and takes the best. */
final class ReferenceTable {

  private record Candidate(int length, long metric, int rank, ResolvedRoute route) {}

  private final DesiredState desired;
  private final NodeFacts facts;
  private final Instant now;

  ReferenceTable(DesiredState desired, NodeFacts facts, Instant now) {
    this.desired = desired;
    this.facts = facts;
    this.now = now;
  }

  Optional<ResolvedRoute> lookup(int table, Address address) {
    List<Candidate> candidates = new ArrayList<>();
    if (table == 254) {
      for (KernelRoute route : facts.main()) {
        if (route.to().contains(address)) {
          candidates.add(
              new Candidate(route.to().length(), route.metric(), 0, ResolvedRoute.KERNEL));
        }
      }
    }
    for (Prefix shield : desired.protectedPrefixes()) {
      if (shield.contains(address)) {
        candidates.add(new Candidate(shield.length(), Long.MAX_VALUE, 0, ResolvedRoute.PROTECTED));
      }
    }
    desired.table(table).ifPresent(t -> declared(t, address, candidates));
    return candidates.stream()
        .min(
            Comparator.comparingInt((Candidate c) -> -c.length())
                .thenComparingLong(Candidate::metric)
                .thenComparingInt(Candidate::rank))
        .map(Candidate::route);
  }

  private void declared(DesiredTable table, Address address, List<Candidate> candidates) {
    RouteList routes = table.routes(address.family());
    for (int i = 0; i < routes.size(); i++) {
      Prefix prefix = routes.prefix(i);
      Way way = table.ways().get(routes.way(i));
      boolean shielded =
          desired.protectedPrefixes().stream().anyMatch(s -> s.contains(prefix))
              || facts.own().stream().anyMatch(a -> a.toPrefix().equals(prefix));
      ResolvedRoute route =
          new WayResolution(new GatewayResolution(facts), now).resolve(way).route();
      if (prefix.contains(address) && route != null && (way.force() || !shielded)) {
        candidates.add(new Candidate(prefix.length(), way.metric(), 1, route));
      }
    }
  }
}
