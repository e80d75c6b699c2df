package dev.waymark.controller.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Prefix;
import dev.waymark.api.v1alpha1.ConditionType;
import dev.waymark.api.v1alpha1.ResourceStatus;
import dev.waymark.api.v1alpha1.Route;
import dev.waymark.api.v1alpha1.RouteTableSpec;
import dev.waymark.compiler.Compilation;
import dev.waymark.compiler.Compiler;
import dev.waymark.compiler.Fleet;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.slice.Digest;
import dev.waymark.compiler.slice.SliceTree;
import dev.waymark.controller.rollout.NodeStanding.Reach;
import dev.waymark.controller.status.Gathering;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** One pass over a thousand nodes and a thousand RouteTables. Prints the figures. */
class LargeRolloutTest {
  private static final int NODES = 1_000;
  private static final int TABLES = 1_000;
  private static final int ROUTES = 100_000;
  private static final String CHANGED = "table-0000";

  private final SliceMap slices = new SliceMap();

  @Test
  void aChangeEverywhereGoesToOneNodeAndAllStatusesAreGathered() {
    Fleet fleet = Fleet.large(NODES, TABLES, ROUTES);
    SortedMap<String, NodeStanding> nodes =
        standings(Compiler.compile(fleet.inputs(), fleet.facts));
    fleet.put(CHANGED, oneMore(Objects.requireNonNull(fleet.tables.get(CHANGED)).getSpec()));
    Roots roots = new Roots(slices);

    long start = cpu();
    Compiler compiler = Compiler.of(fleet.inputs(), fleet.facts);
    SortedMap<Owner, Declared> declared = Declared.all(fleet.inputs(), compiler);
    long compiled = cpu();
    RolloutView view = new RolloutView(declared, compiler.ranks(), nodes, roots);
    Wave wave = NextWave.of(view, Set.of());
    long decided = cpu();
    Compilation published = compiler.holding(wave.holding());
    long held = cpu();
    Gathering gathering = new Gathering(view, wave);
    Map<Owner, ResourceStatus> statuses = new TreeMap<>();
    compiler
        .declared()
        .reports()
        .forEach(
            (owner, report) -> statuses.put(owner, gathering.status(report, null, Instant.EPOCH)));
    long gathered = cpu();

    System.out.printf(
        "%d nodes, %d RouteTables, %d routes: compiled in %d ms, roots read and decided in %d ms,"
            + " held in %d ms, gathered in %d ms of one core%n",
        NODES,
        TABLES,
        ROUTES,
        compiled - start,
        decided - compiled,
        held - decided,
        gathered - held);
    Owner changed = Owner.of("RouteTable", CHANGED);
    assertThat(wave.of(changed).count(Stand.Taking)).isEqualTo(1);
    assertThat(wave.of(changed).count(Stand.Waiting)).isEqualTo(NODES - 1);
    assertThat(wave.holding().byNode()).hasSize(NODES - 1);
    assertThat(published.state("node-0000")).isEqualTo(compiler.declared().state("node-0000"));
    statuses.forEach((owner, status) ->
        assertThat(status.conditions().stream().anyMatch(one -> one.holds(ConditionType.Ready)))
            .as("%s", owner)
            .isEqualTo(!owner.equals(changed)));
  }

  private SortedMap<String, NodeStanding> standings(Compilation stable) {
    IdentityHashMap<DesiredState, Digest> roots = new IdentityHashMap<>();
    SortedMap<String, NodeStanding> nodes = new TreeMap<>();
    stable
        .states()
        .forEach((node, state) -> {
          Digest root = roots.computeIfAbsent(state, this::write);
          nodes.put(
              node,
              new NodeStanding(
                  node, Reach.Present, root, root, root, root, List.of(), List.of(), List.of()));
        });
    return nodes;
  }

  private Digest write(DesiredState state) {
    SliceTree tree = SliceTree.of(state);
    tree.slices().forEach(slices::put);
    return tree.root();
  }

  private static RouteTableSpec oneMore(RouteTableSpec spec) {
    List<Route> routes = new ArrayList<>(spec.routes());
    routes.add(Fleet.route(Prefix.parse("198.51.100.0/24"), null, 0));
    return new RouteTableSpec(
        spec.tableId(),
        spec.precedence(),
        spec.nodeSelector(),
        routes,
        List.of(),
        null,
        List.of(),
        null);
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1_000_000;
  }
}
