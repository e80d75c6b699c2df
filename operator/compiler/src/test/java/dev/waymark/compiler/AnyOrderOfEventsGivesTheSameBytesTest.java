package dev.waymark.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Address;
import dev.waymark.api.net.Prefix;
import dev.waymark.api.v1alpha1.Action;
import dev.waymark.api.v1alpha1.ActionType;
import dev.waymark.api.v1alpha1.LabelSelector;
import dev.waymark.api.v1alpha1.Match;
import dev.waymark.api.v1alpha1.NextHop;
import dev.waymark.api.v1alpha1.Route;
import dev.waymark.api.v1alpha1.RouteTable;
import dev.waymark.api.v1alpha1.RouteTableSpec;
import dev.waymark.api.v1alpha1.RouteType;
import dev.waymark.api.v1alpha1.RoutingPolicy;
import dev.waymark.api.v1alpha1.RoutingPolicySpec;
import dev.waymark.api.v1alpha1.Rule;
import dev.waymark.compiler.select.NodeFacts;
import dev.waymark.compiler.slice.SliceTree;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Resources and nodes arrive in any order, and routes stand in any order in their table. */
class AnyOrderOfEventsGivesTheSameBytesTest {
  @Property(tries = 60)
  void shuffledInputsGiveEqualStatesFindingsAndRoots(@ForAll long seed) {
    Random random = new Random(seed);
    List<RouteTable> tables = new ArrayList<>();
    List<RoutingPolicy> policies = new ArrayList<>();
    List<NodeFacts> nodes = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      tables.add(table(random, "t" + i));
      policies.add(policy(random, "p" + i));
      nodes.add(new NodeFacts("n" + i, Map.of("site", random.nextBoolean() ? "north" : "south")));
    }
    Facts facts =
        new Facts(nodes, List.of(Prefix.parse("10.3.0.0/16"), Prefix.parse("10.2.0.0/16")));
    Compilation first = Compiler.compile(new Inputs(tables, policies, List.of(), List.of()), facts);

    for (int round = 0; round < 3; round++) {
      Collections.shuffle(tables, random);
      Collections.shuffle(policies, random);
      Collections.shuffle(nodes, random);
      tables.forEach(table -> shuffleRoutes(table, random));
      Facts shuffled = new Facts(nodes, facts.protectedPrefixes().reversed());
      Compilation again =
          Compiler.compile(new Inputs(tables, policies, List.of(), List.of()), shuffled);

      assertThat(again.states()).isEqualTo(first.states());
      again
          .states()
          .forEach((node, state) ->
              assertThat(SliceTree.of(state).root())
                  .isEqualTo(SliceTree.of(first.state(node)).root()));
      again
          .reports()
          .forEach((owner, report) ->
              assertThat(report.conflicts())
                  .isEqualTo(Objects.requireNonNull(first.reports().get(owner)).conflicts()));
    }
  }

  private static void shuffleRoutes(RouteTable table, Random random) {
    RouteTableSpec spec = table.getSpec();
    List<Route> routes = new ArrayList<>(spec.routes());
    Collections.shuffle(routes, random);
    table.setSpec(
        new RouteTableSpec(
            spec.tableId(),
            spec.precedence(),
            spec.nodeSelector(),
            routes,
            List.of(),
            null,
            List.of(),
            null));
  }

  private static RouteTable table(Random random, String name) {
    List<Route> routes = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Prefix to =
          Prefix.of(
              Address.v4(0x0a000000 | random.nextInt(4) << 16 | random.nextInt(4) << 8),
              16 + 8 * random.nextInt(2));
      long metric = random.nextInt(3);
      if (routes.stream().noneMatch(r -> r.to().equals(to) && r.effectiveMetric() == metric)) {
        routes.add(route(random, to, metric));
      }
    }
    RouteTable table = new RouteTable();
    table.setMetadata(new ObjectMetaBuilder().withName(name).build());
    table.setSpec(
        new RouteTableSpec(
            100 + random.nextInt(2),
            random.nextInt(2),
            selector(random),
            routes,
            List.of(),
            null,
            List.of(),
            null));
    return table;
  }

  private static Route route(Random random, Prefix to, long metric) {
    boolean unicast = random.nextBoolean();
    List<NextHop> via = new ArrayList<>();
    if (unicast) {
      via.add(
          new NextHop(
              Address.v4(0xc0000201 + random.nextInt(3)), null, 1 + random.nextInt(3), null, null));
    }
    return new Route(
        to,
        unicast ? null : RouteType.Blackhole,
        metric,
        via,
        null,
        null,
        null,
        null,
        random.nextInt(20) > 0);
  }

  private static RoutingPolicy policy(Random random, String name) {
    Match match =
        new Match(
            List.of(Prefix.parse("10.0.0.0/8")),
            List.of(),
            null,
            List.of(),
            List.of("b", "a"),
            List.of(8, 0),
            null,
            List.of(),
            List.of(),
            null,
            null,
            List.of());
    Action action = new Action(ActionType.Lookup, 100 + random.nextInt(3), null);
    RoutingPolicy policy = new RoutingPolicy();
    policy.setMetadata(new ObjectMetaBuilder().withName(name).build());
    policy.setSpec(
        new RoutingPolicySpec(
            1 + random.nextInt(2),
            selector(random),
            List.of(
                new Rule("first", null, match, null, null, null, null, action),
                new Rule("second", null, null, null, null, null, null, action))));
    return policy;
  }

  private static LabelSelector selector(Random random) {
    return random.nextBoolean()
        ? LabelSelector.everything()
        : new LabelSelector(Map.of("site", "north"), List.of());
  }
}
