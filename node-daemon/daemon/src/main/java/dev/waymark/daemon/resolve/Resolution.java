package dev.waymark.daemon.resolve;

import dev.waymark.api.net.Address;
import dev.waymark.api.net.Family;
import dev.waymark.api.net.Prefix;
import dev.waymark.compiler.model.DesiredAction;
import dev.waymark.compiler.model.DesiredLiveness;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.DesiredTable;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.model.RouteList;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Desired state + this node → what the data plane shall hold. The only place where what was
 * declared meets what the node is.
 *
 * <p>Tables 1–253 hold what is declared. Table 254 holds the kernel's main table as well, as "leave
 * to the kernel". Protected prefixes are in every table that is in use. Table 0 holds the prefixes
 * that the kernel keeps to itself.
 */
public final class Resolution {

  private static final int OWN = 0;
  private static final int MAIN = 254;

  private final NodeFacts facts;
  private final List<Prefix> shields;
  private final Set<Address> own;
  private final GatewayResolution gateways;
  private final Instant now;
  private final RouteIndex routes = new RouteIndex();
  private final List<TableContent> tables = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final NextExpiry expiry;

  private Resolution(DesiredState desired, NodeFacts facts, Instant now) {
    this.facts = facts;
    this.shields = desired.protectedPrefixes().stream().distinct().sorted().toList();
    this.own = facts.own();
    this.gateways = new GatewayResolution(facts);
    this.now = now;
    this.expiry = new NextExpiry(now);
  }

  /**
   * Resolves a state against one node.
   *
   * @param markMask the bits of marks that are ours
   * @param now decides which routes have ended
   */
  public static ResolvedState resolve(
      DesiredState desired, NodeFacts facts, int markMask, Instant now) {
    return new Resolution(desired, facts, now).resolve(desired, markMask);
  }

  private ResolvedState resolve(DesiredState desired, int markMask) {
    SortedMap<Integer, DesiredTable> declared = new TreeMap<>();
    desired.tables().forEach(table -> declared.put(table.id(), table));
    declared.putIfAbsent(
        MAIN,
        new DesiredTable(MAIN, List.of(), RouteList.empty(Family.V4), RouteList.empty(Family.V6)));
    for (Family family : Family.values()) {
      ownAddresses(family);
    }
    Map<Owner, DesiredLiveness> liveness = WatchedGateway.byOwner(desired);
    for (DesiredTable table : declared.values()) {
      WaysOfTable ways =
          new WaysOfTable(table, new WayResolution(gateways, now, liveness), routes, expiry);
      for (Family family : Family.values()) {
        table(table, family, ways);
      }
      findings.addAll(ways.findings());
    }
    RuleResolution rules = new RuleResolution(facts, markMask);
    List<ResolvedRule> resolvedRules = rules.resolve(desired.rules());
    findings.addAll(rules.findings());
    return new ResolvedState(
        routes.all(),
        tables,
        resolvedRules,
        nextHops(),
        verdicts(resolvedRules),
        findings,
        expiry.next());
  }

  private void ownAddresses(Family family) {
    List<Prefix> kept =
        facts.local().stream().filter(p -> p.family() == family).distinct().sorted().toList();
    int route = routes.of(ResolvedRoute.PROTECTED);
    TableContent.Builder content = new TableContent.Builder(OWN, family, kept.size());
    kept.forEach(p -> content.add(p.hi(), p.lo(), p.length(), route));
    keep(content.build());
  }

  private void table(DesiredTable table, Family family, WaysOfTable ways) {
    RouteList list = table.routes(family);
    if (table.id() != MAIN && list.size() == 0) {
      return;
    }
    List<KernelRoute> mirror =
        table.id() == MAIN ? KernelTableMirror.of(facts.main(), family) : List.of();
    List<Prefix> ofFamily = shields.stream().filter(p -> p.family() == family).toList();
    TableContent.Builder content =
        new TableContent.Builder(table.id(), family, list.size() + mirror.size() + ofFamily.size());
    new TableMerge(
            family,
            list,
            mirror,
            ofFamily,
            own,
            ways.of(family),
            routes.of(ResolvedRoute.KERNEL),
            routes.of(ResolvedRoute.PROTECTED))
        .into(content);
    keep(content.build());
  }

  private void keep(TableContent content) {
    if (content.size() > 0) {
      tables.add(content);
    }
  }

  /**
   * Only what a prefix really leads to needs a kernel table; the kernel has no part in multicast.
   */
  private SortedMap<NextHopIdentity, Set<Family>> nextHops() {
    SortedMap<NextHopIdentity, Set<Family>> needed = new TreeMap<>();
    usedRoutes()
        .forEach((route, families) -> {
          if (route.kind() == ResolvedRoute.Kind.UNICAST) {
            for (ResolvedRoute.Member member : route.members()) {
              needed
                  .computeIfAbsent(member.nextHop(), key -> EnumSet.noneOf(Family.class))
                  .addAll(families);
            }
          }
        });
    return needed;
  }

  private Map<ResolvedRoute.Kind, Set<Family>> verdicts(List<ResolvedRule> rules) {
    Map<ResolvedRoute.Kind, Set<Family>> needed = new EnumMap<>(ResolvedRoute.Kind.class);
    usedRoutes()
        .forEach((route, families) -> {
          switch (route.kind()) {
            case LOCAL, UNREACHABLE, PROHIBIT -> need(needed, route.kind(), families);
            case UNICAST, BLACKHOLE, THROW, KERNEL, PROTECTED, MULTICAST -> {
              // The program does these without the kernel's help.
            }
          }
        });
    for (ResolvedRule rule : rules) {
      // What is for the node itself is answered by the program.
      if (rule.declared().action() instanceof DesiredAction.Reject && !rule.declared().toNode()) {
        need(needed, ResolvedRoute.Kind.PROHIBIT, rule.families());
      }
    }
    return needed;
  }

  private static void need(
      Map<ResolvedRoute.Kind, Set<Family>> needed, ResolvedRoute.Kind kind, Set<Family> families) {
    needed.computeIfAbsent(kind, key -> EnumSet.noneOf(Family.class)).addAll(families);
  }

  private Map<ResolvedRoute, Set<Family>> usedRoutes() {
    Map<ResolvedRoute, Set<Family>> used = new HashMap<>();
    List<ResolvedRoute> all = routes.all();
    for (TableContent table : tables) {
      boolean[] seen = new boolean[all.size()];
      for (int i = 0; i < table.size(); i++) {
        seen[table.route(i)] = true;
      }
      for (int r = 0; r < seen.length; r++) {
        if (seen[r]) {
          used.computeIfAbsent(all.get(r), key -> EnumSet.noneOf(Family.class)).add(table.family());
        }
      }
    }
    return used;
  }
}
