package dev.waymark.daemon.converge;

import dev.waymark.api.net.Address;
import dev.waymark.api.net.Family;
import dev.waymark.api.net.Prefix;
import dev.waymark.compiler.model.Owner;
import dev.waymark.daemon.attach.InterfaceSelection.Selected;
import dev.waymark.daemon.counters.CounterName;
import dev.waymark.daemon.counters.RouteCounters;
import dev.waymark.daemon.kernel.Marks;
import dev.waymark.daemon.kernel.NextHopTables;
import dev.waymark.daemon.resolve.InterfaceState;
import dev.waymark.daemon.resolve.NextHopIdentity;
import dev.waymark.daemon.resolve.ResolvedRoute;
import dev.waymark.daemon.resolve.ResolvedState;
import dev.waymark.daemon.resolve.TableContent;
import dev.waymark.daemon.settings.InterfaceRule;
import dev.waymark.dataplane.classifier.AttachedInterface;
import dev.waymark.dataplane.commit.Commit;
import dev.waymark.dataplane.counters.CounterIds;
import dev.waymark.dataplane.layout.ForwardingPath;
import dev.waymark.dataplane.layout.RouteType;
import dev.waymark.dataplane.layout.SourceCheck;
import dev.waymark.dataplane.nexthop.Group;
import dev.waymark.dataplane.nexthop.NextHop;
import dev.waymark.dataplane.nexthop.Replication;
import dev.waymark.dataplane.nexthop.Route;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A resolved state as the numbers that the data plane speaks: all of it, into an open commit. */
final class StoreInput {

  private static final int TABLES = 255;
  private static final int LARGEST_MTU = 0xffff;

  private final ResolvedState state;
  private final List<Selected> interfaces;
  private final Map<Integer, InterfaceState> byIndex;
  private final NextHopTables tables;
  private final Marks marks;
  private final CounterIds counters;
  private final RouteCounters routeCounters;
  private final Set<CounterName> names = new HashSet<>();

  StoreInput(
      ResolvedState state,
      List<Selected> interfaces,
      Map<Integer, InterfaceState> byIndex,
      NextHopTables tables,
      Marks marks,
      CounterIds counters) {
    this.state = state;
    this.interfaces = interfaces;
    this.byIndex = byIndex;
    this.tables = tables;
    this.marks = marks;
    this.counters = counters;
    this.routeCounters = RouteCounters.of(state);
  }

  /** Makes the commit hold exactly this state. */
  void fill(Commit commit, int markMask, boolean translated) {
    RuleInput rules = new RuleInput(state.rules(), tables, this::ruleCounter);
    RouteHandles routes = new RouteHandles(commit, sharedRoutes(), this::ownRoute);
    Map<Family, Map<Integer, TableContent>> contents = new HashMap<>();
    for (TableContent content : state.tables()) {
      contents
          .computeIfAbsent(content.family(), family -> new HashMap<>())
          .put(content.table(), content);
    }
    for (Family family : Family.values()) {
      Map<Integer, TableContent> ofFamily = contents.getOrDefault(family, Map.of());
      for (int table = 0; table < TABLES; table++) {
        commit.replace(
            table, family(family), routes.of(ofFamily.get(table), rules.suppresses(table)));
      }
      commit.rules(family(family), rules.of(family, false));
      commit.rulesToNode(family(family), rules.of(family, true));
    }
    commit.interfaces(interfaces.stream().map(StoreInput::attached).toList());
    commit.markMask(markMask);
    commit.translated(translated);
  }

  /** The counters that the state names, once it was filled in. */
  Set<CounterName> counterNames() {
    return names;
  }

  private int ruleCounter(CounterName.Rule name) {
    names.add(name);
    return counters.idOfRule(name.text());
  }

  private int counter(CounterName name) {
    names.add(name);
    return counters.idOf(name.text());
  }

  /** A route for all prefixes that say the same; null where each has a counter of its own. */
  private List<@Nullable Route> sharedRoutes() {
    List<@Nullable Route> shared = new ArrayList<>();
    boolean[] used = state.usedRoutes();
    for (int i = 0; i < used.length; i++) {
      ResolvedRoute route = state.routes().get(i);
      Owner owner = route.owner();
      // One that only stands by, with a higher metric, has no next hop with a mark.
      boolean isShared = used[i] && !routeCounters.countsEach(owner);
      int counter = isShared && owner != null ? counter(new CounterName.Resource(owner)) : 0;
      shared.add(isShared ? route(route, counter) : null);
    }
    return shared;
  }

  private Route ownRoute(TableContent content, int i) {
    ResolvedRoute route = state.routes().get(content.route(i));
    Prefix to = new Prefix(content.family(), content.hi(i), content.lo(i), content.length(i));
    Owner owner = Objects.requireNonNull(route.owner());
    return route(route, counter(new CounterName.Route(content.table(), to, owner)));
  }

  private Route route(ResolvedRoute route, int counter) {
    return switch (route.kind()) {
      case UNICAST -> Route.unicast(group(route.members()), route.mtu(), counter);
      case MULTICAST ->
          Route.multicast(replication(route.input(), route.members()), route.mtu(), counter);
      case LOCAL -> verdict(RouteType.LOCAL, route, counter);
      case BLACKHOLE -> verdict(RouteType.BLACKHOLE, route, counter);
      case UNREACHABLE -> verdict(RouteType.UNREACHABLE, route, counter);
      case PROHIBIT -> verdict(RouteType.PROHIBIT, route, counter);
      case THROW -> verdict(RouteType.THROW, route, counter);
      case KERNEL -> verdict(RouteType.KERNEL, route, counter);
      case PROTECTED -> verdict(RouteType.PROTECTED, route, counter);
    };
  }

  private Route verdict(RouteType type, ResolvedRoute route, int counter) {
    return Route.of(type, tables.verdictMark(route.kind()), counter);
  }

  private Group group(List<ResolvedRoute.Member> members) {
    List<Group.Member> all = new ArrayList<>();
    for (ResolvedRoute.Member member : members) {
      int mark = tables.mark(member.nextHop(), marks);
      all.add(new Group.Member(nextHop(member.nextHop(), mark), member.weight()));
    }
    return new Group(all);
  }

  private Replication replication(int input, List<ResolvedRoute.Member> members) {
    List<Replication.Output> outputs = new ArrayList<>();
    for (ResolvedRoute.Member member : members) {
      NextHop hop = nextHop(member.nextHop(), 0);
      outputs.add(new Replication.Output(hop, mac(output(member.nextHop()))));
    }
    return new Replication(input, outputs);
  }

  private static long mac(InterfaceState state) {
    return state.linkHeader() == 0
        ? 0
        : HexFormat.fromHexDigitsToLong(state.mac().replace(":", ""));
  }

  private InterfaceState output(NextHopIdentity identity) {
    InterfaceState output = byIndex.get(identity.interfaceIndex());
    if (output == null) {
      throw new IllegalArgumentException(
          "a next hop by an interface that is not there: " + identity);
    }
    return output;
  }

  private NextHop nextHop(NextHopIdentity identity, int mark) {
    InterfaceState output = output(identity);
    Address gateway = identity.gateway();
    String via = gateway == null ? "onlink" : gateway.toString();
    String name = via + " dev " + output.name();
    int mtu = Math.min(output.mtu(), LARGEST_MTU);
    int counter = counter(new CounterName.NextHop(via, output.name()));
    NextHop hop =
        gateway == null
            ? NextHop.onLink(output.index(), mtu, mark, counter, seed(name))
            : NextHop.via(output.index(), gateway.bytes(), mtu, mark, counter, seed(name));
    return output.linkHeader() == 0 ? hop.withoutLinkLayer() : hop;
  }

  private static AttachedInterface attached(Selected one) {
    InterfaceRule rule = one.rule();
    return new AttachedInterface(
        one.state().index(),
        switch (rule.path()) {
          case Kernel -> ForwardingPath.KERNEL;
          case Fast -> ForwardingPath.FAST;
        },
        switch (rule.sourceCheck()) {
          case Strict -> SourceCheck.STRICT;
          case Loose -> SourceCheck.LOOSE;
          case Off -> SourceCheck.OFF;
        },
        one.state().linkHeader(),
        mac(one.state()));
  }

  private static dev.waymark.dataplane.layout.Family family(Family family) {
    return family == Family.V4
        ? dev.waymark.dataplane.layout.Family.V4
        : dev.waymark.dataplane.layout.Family.V6;
  }

  /** FNV-1a: the same for the same name on every run, so that flows stay where they are. */
  private static long seed(String name) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }
}
