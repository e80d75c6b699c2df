package dev.waymark.compiler;

import dev.waymark.api.json.TimeSpan;
import dev.waymark.api.net.Address;
import dev.waymark.api.net.Prefix;
import dev.waymark.api.v1alpha1.Action;
import dev.waymark.api.v1alpha1.ActionType;
import dev.waymark.api.v1alpha1.AllowedPrefix;
import dev.waymark.api.v1alpha1.KernelTableRef;
import dev.waymark.api.v1alpha1.LabelSelector;
import dev.waymark.api.v1alpha1.Liveness;
import dev.waymark.api.v1alpha1.LivenessType;
import dev.waymark.api.v1alpha1.NextHop;
import dev.waymark.api.v1alpha1.OnExceed;
import dev.waymark.api.v1alpha1.Probe;
import dev.waymark.api.v1alpha1.ProbeType;
import dev.waymark.api.v1alpha1.Rollout;
import dev.waymark.api.v1alpha1.Route;
import dev.waymark.api.v1alpha1.RouteSource;
import dev.waymark.api.v1alpha1.RouteTable;
import dev.waymark.api.v1alpha1.RouteTableSpec;
import dev.waymark.api.v1alpha1.RouteType;
import dev.waymark.api.v1alpha1.RoutingPolicy;
import dev.waymark.api.v1alpha1.RoutingPolicySpec;
import dev.waymark.api.v1alpha1.Rule;
import dev.waymark.compiler.select.NodeFacts;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Nodes and resources for properties and benchmarks: random small ones, and a large regular one.
 */
public final class Fleet {
  /** Resources by name. */
  public final SortedMap<String, RouteTable> tables = new TreeMap<>();

  /** Resources by name. */
  public final SortedMap<String, RoutingPolicy> policies = new TreeMap<>();

  /** What the compiler knows beside them. */
  public Facts facts = new Facts(List.of(), List.of());

  /** A few nodes and resources that often want the same. */
  public static Fleet random(Random random) {
    Fleet fleet = new Fleet();
    fleet.facts =
        new Facts(
            IntStream.range(0, 4)
                .mapToObj(i ->
                    new NodeFacts(
                        "n" + i, Map.of("site", random.nextBoolean() ? "north" : "south")))
                .toList(),
            List.of(Prefix.parse("10.3.0.0/16")));
    for (int i = 0; i < 5; i++) {
      fleet.table(random, "t" + i);
      fleet.policy(random, "p" + i);
    }
    return fleet;
  }

  /**
   * A cluster of racks of ten nodes: a tenth of the tables stand everywhere, the others in one rack
   * each, and all have as many routes.
   */
  public static Fleet large(int nodes, int tables, int routes) {
    Fleet fleet = new Fleet();
    int racks = Math.max(1, nodes / 10);
    fleet.facts =
        new Facts(
            IntStream.range(0, nodes)
                .mapToObj(
                    i -> new NodeFacts("node-%04d".formatted(i), Map.of("rack", "r" + i / 10)))
                .toList(),
            List.of(Prefix.parse("10.96.0.0/12")));
    int next = 0;
    for (int i = 0; i < tables; i++) {
      List<Route> declared = new ArrayList<>();
      for (int j = 0; j < routes / tables; j++) {
        declared.add(route(Prefix.of(Address.v4(0x20000000 + (next++ << 8)), 24), null, j % 8));
      }
      LabelSelector nodesOf =
          i % 10 == 0
              ? LabelSelector.everything()
              : new LabelSelector(Map.of("rack", "r" + i % racks), List.of());
      fleet.put(
          "table-%04d".formatted(i),
          new RouteTableSpec(
              1 + i % 252, null, nodesOf, declared, List.of(), null, List.of(), null));
    }
    return fleet;
  }

  /** The resources, in the order of their names. */
  public Inputs inputs() {
    return new Inputs(
        List.copyOf(tables.values()), List.copyOf(policies.values()), List.of(), List.of());
  }

  /** The same resources, to be changed apart. */
  public Fleet copy() {
    Fleet copy = new Fleet();
    copy.tables.putAll(tables);
    copy.policies.putAll(policies);
    copy.facts = facts;
    return copy;
  }

  /** Declares a table anew. */
  public void put(String name, RouteTableSpec spec) {
    RouteTable table = new RouteTable();
    table.setMetadata(new ObjectMetaBuilder().withName(name).withGeneration(1L).build());
    table.setSpec(spec);
    tables.put(name, table);
  }

  /** Declares a table anew, in its own random way; its precedence depends on the name alone. */
  public void table(Random random, String name) {
    List<Route> routes = new ArrayList<>();
    for (int left = random.nextInt(20); left > 0; left--) {
      Prefix to =
          Prefix.of(
              Address.v4(0x0a000000 | random.nextInt(4) << 16 | random.nextInt(4) << 8),
              16 + 8 * random.nextInt(2));
      long metric = random.nextInt(3);
      if (routes.stream().noneMatch(r -> r.to().equals(to) && r.effectiveMetric() == metric)) {
        routes.add(route(to, metric, random.nextInt(3)));
      }
    }
    List<RouteSource> mirrors =
        random.nextInt(3) > 0
            ? List.of()
            : List.of(
                new RouteSource(
                    "kernel",
                    null,
                    new KernelTableRef(1 + random.nextInt(3), List.of()),
                    List.of(new AllowedPrefix(Prefix.parse("0.0.0.0/0"), 32)),
                    10,
                    OnExceed.Refuse));
    List<Probe> probes =
        random.nextInt(3) > 0
            ? List.of()
            : List.of(new Probe("up", ProbeType.Tcp, "192.0.2.9", 80, null, TimeSpan.parse("1s")));
    @Nullable Liveness liveness =
        random.nextInt(3) > 0
            ? null
            : new Liveness(LivenessType.Icmp, null, TimeSpan.parse("1s"), 3);
    @Nullable Rollout rollout =
        random.nextBoolean() ? null : new Rollout(1 + random.nextInt(2), null, null);
    put(
        name,
        new RouteTableSpec(
            100 + random.nextInt(2),
            ranked(name) ? (Integer) 200 : null,
            selector(random),
            routes,
            mirrors,
            liveness,
            probes,
            rollout));
  }

  /** Declares a policy anew, in its own random way. */
  public void policy(Random random, String name) {
    Action action = new Action(ActionType.Lookup, 100 + random.nextInt(3), null);
    RoutingPolicy policy = new RoutingPolicy();
    policy.setMetadata(new ObjectMetaBuilder().withName(name).withGeneration(1L).build());
    policy.setSpec(
        new RoutingPolicySpec(
            1 + random.nextInt(3),
            selector(random),
            IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(i -> new Rule("r" + i, null, null, null, null, null, null, action))
                .toList()));
    policies.put(name, policy);
  }

  /**
   * Changes, removes or adds one resource. A table with a precedence stays: with it would go its
   * rank.
   */
  public void edit(Random random) {
    String number = String.valueOf(random.nextInt(7));
    boolean removed = random.nextInt(4) == 0;
    if (random.nextBoolean()) {
      if (!removed || ranked("t" + number)) {
        table(random, "t" + number);
      } else {
        tables.remove("t" + number);
      }
    } else {
      policies.remove("p" + number);
      if (!removed) {
        policy(random, "p" + number);
      }
    }
  }

  /** A route by one of eight gateways. */
  public static Route route(Prefix to, @Nullable Long metric, int gateway) {
    NextHop hop = new NextHop(Address.v4(0xc0000201 + gateway), null, null, null, null);
    return new Route(to, RouteType.Unicast, metric, List.of(hop), null, null, null, null, true);
  }

  private static boolean ranked(String name) {
    return name.hashCode() % 2 != 0;
  }

  private static LabelSelector selector(Random random) {
    return random.nextBoolean()
        ? LabelSelector.everything()
        : new LabelSelector(Map.of("site", "north"), List.of());
  }
}
