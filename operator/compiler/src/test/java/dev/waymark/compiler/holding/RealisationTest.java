package dev.waymark.compiler.holding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Family;
import dev.waymark.compiler.Compilation;
import dev.waymark.compiler.Compiler;
import dev.waymark.compiler.Fleet;
import dev.waymark.compiler.conflict.Ranks;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.DesiredTable;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.model.RouteList;
import dev.waymark.compiler.model.Way;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Who gave way is not unfinished; who lacks something else is. */
class RealisationTest {
  @Property(tries = 100)
  void whoIsNotHeldIsRealisedWhoeverElseIsHeld(@ForAll long seed) {
    Random random = new Random(seed);
    Fleet before = Fleet.random(random);
    Compilation stable = Compiler.compile(before.inputs(), before.facts);
    Fleet after = before.copy();
    after.edit(random);
    after.edit(random);
    Compiler compiler = Compiler.of(after.inputs(), after.facts);
    Holding.Builder builder = new Holding.Builder();
    for (Owner owner : compiler.declared().reports().keySet()) {
      stable
          .states()
          .forEach((node, state) -> {
            if (random.nextBoolean()) {
              builder.hold(node, Contributions.of(state).of(owner));
            }
          });
    }
    Holding holding = builder.build();
    Compilation published = compiler.holding(holding);

    compiler
        .contributions()
        .forEach((owner, declared) ->
            Objects.requireNonNull(published.reports().get(owner))
                .nodes()
                .forEach(node -> {
                  DesiredState state = published.state(node);
                  Contribution held = Contributions.of(state).of(owner);
                  boolean realised = Realisation.of(declared, state, held, compiler.ranks());
                  assertThat(realised).isEqualTo(plainly(declared, state, held, compiler.ranks()));
                  if (!holding.holds(node, owner)) {
                    assertThat(realised).as("%s on %s", owner, node).isTrue();
                  }
                }));
  }

  /** The same in words of sets. */
  private static boolean plainly(
      Contribution declared, DesiredState state, Contribution held, Ranks ranks) {
    Map<String, Way> wanted = routes(declared.state());
    routes(state)
        .forEach((route, way) -> {
          if (ranks.compare(way.owner(), declared.owner()) < 0) {
            wanted.remove(route);
          }
        });
    return wanted.equals(routes(held.state()))
        && declared.state().withTables(List.of()).equals(held.state().withTables(List.of()));
  }

  private static Map<String, Way> routes(DesiredState state) {
    Map<String, Way> routes = new TreeMap<>();
    for (DesiredTable table : state.tables()) {
      for (Family family : Family.values()) {
        RouteList list = table.routes(family);
        for (int i = 0; i < list.size(); i++) {
          Way way = table.ways().get(list.way(i));
          routes.put(table.id() + " " + list.prefix(i) + " " + way.metric(), way);
        }
      }
    }
    return routes;
  }
}
