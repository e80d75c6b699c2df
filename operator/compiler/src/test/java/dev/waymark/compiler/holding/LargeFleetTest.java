package dev.waymark.compiler.holding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Prefix;
import dev.waymark.api.v1alpha1.Route;
import dev.waymark.api.v1alpha1.RouteTable;
import dev.waymark.api.v1alpha1.RouteTableSpec;
import dev.waymark.compiler.Compilation;
import dev.waymark.compiler.Compiler;
import dev.waymark.compiler.Fleet;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.Owner;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * A change of one table of a thousand, held on all but one of a thousand nodes. Prints the figure.
 */
class LargeFleetTest {
  private static final int NODES = 1_000;
  private static final int TABLES = 1_000;
  private static final int ROUTES = 100_000;

  @Test
  void oneNodeTakesAChangeAndTheOthersStayAsTheyWere() {
    Fleet before = Fleet.large(NODES, TABLES, ROUTES);
    Compilation stable = Compiler.compile(before.inputs(), before.facts);
    Map<String, Contributions> was = contributions(stable);
    Fleet after = before.copy();
    String name = "table-0000";
    after.put(name, oneMore(Objects.requireNonNull(before.tables.get(name))));
    Owner owner = Owner.of("RouteTable", name);

    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    Compiler compiler = Compiler.of(after.inputs(), after.facts);
    Map<String, Contributions> target = contributions(compiler.declared());
    Holding.Builder holding = new Holding.Builder();
    was.forEach((node, contributions) -> {
      if (!node.equals("node-0000")) {
        holding.hold(node, contributions.of(owner));
      }
    });
    Compilation published = compiler.holding(holding.build());
    long took = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1_000_000;

    System.out.println(
        NODES
            + " nodes, "
            + TABLES
            + " RouteTables, "
            + ROUTES
            + " routes: compiled, taken apart"
            + " and held in "
            + took
            + " ms of one core");
    assertThat(published.state("node-0000")).isEqualTo(compiler.declared().state("node-0000"));
    assertThat(Objects.requireNonNull(target.get("node-0000")).of(owner))
        .isNotEqualTo(Objects.requireNonNull(was.get("node-0000")).of(owner));
    published
        .states()
        .forEach((node, state) -> {
          if (!node.equals("node-0000")) {
            assertThat(state).isEqualTo(stable.state(node));
          }
        });
  }

  private static Map<String, Contributions> contributions(Compilation compilation) {
    Contributions.Reader reader = new Contributions.Reader();
    IdentityHashMap<DesiredState, Contributions> known = new IdentityHashMap<>();
    Map<String, Contributions> all = new HashMap<>();
    compilation
        .states()
        .forEach((node, state) -> all.put(node, known.computeIfAbsent(state, reader::of)));
    return all;
  }

  private static RouteTableSpec oneMore(RouteTable table) {
    RouteTableSpec spec = table.getSpec();
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
}
