package dev.waymark.compiler.holding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Family;
import dev.waymark.compiler.Compilation;
import dev.waymark.compiler.Compiler;
import dev.waymark.compiler.Facts;
import dev.waymark.compiler.Fleet;
import dev.waymark.compiler.Inputs;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.DesiredTable;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.model.RouteList;
import dev.waymark.compiler.model.Way;
import dev.waymark.compiler.slice.SliceTree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is held stands as it was, and stands in nobody's way. */
class HoldingTest {
  @Property(tries = 100)
  void holdingEveryoneAtWhatTheyWantChangesNothing(@ForAll long seed) {
    Fleet fleet = Fleet.random(new Random(seed));
    Compilation declared = Compiler.compile(fleet.inputs(), fleet.facts);

    Compilation held = Compiler.compile(fleet.inputs(), fleet.facts, all(declared, Set.of()));

    assertThat(held.states()).isEqualTo(declared.states());
    assertThat(held.reports()).isEqualTo(declared.reports());
  }

  @Property(tries = 100)
  void holdingEveryoneWhereTheyWereGivesWhatWas(@ForAll long seed) {
    Random random = new Random(seed);
    Fleet before = Fleet.random(random);
    Compilation stable = Compiler.compile(before.inputs(), before.facts);
    Fleet after = before.copy();
    for (int edits = random.nextInt(6); edits >= 0; edits--) {
      after.edit(random);
    }
    Set<Owner> everyone = Compiler.compile(after.inputs(), after.facts).reports().keySet();

    Compilation held = Compiler.compile(after.inputs(), after.facts, all(stable, everyone));

    assertThat(held.states()).isEqualTo(stable.states());
  }

  @Property(tries = 60)
  void anyOrderOfInputsGivesTheSameBytes(@ForAll long seed) {
    Random random = new Random(seed);
    Fleet before = Fleet.random(random);
    Fleet after = before.copy();
    after.edit(random);
    after.edit(random);
    Holding holding = some(random, Compiler.compile(before.inputs(), before.facts), after);
    Compilation first = Compiler.compile(after.inputs(), after.facts, holding);
    var tables = new ArrayList<>(after.tables.values());
    var policies = new ArrayList<>(after.policies.values());
    var nodes = new ArrayList<>(after.facts.nodes());
    Collections.shuffle(tables, random);
    Collections.shuffle(policies, random);
    Collections.shuffle(nodes, random);

    Compilation again =
        Compiler.compile(
            new Inputs(tables, policies, List.of(), List.of()),
            new Facts(nodes, after.facts.protectedPrefixes()),
            holding);

    first
        .states()
        .forEach((node, state) ->
            assertThat(SliceTree.of(again.state(node)).root())
                .isEqualTo(SliceTree.of(state).root()));
  }

  @Property(tries = 100)
  void holdingOneChangesAnotherOnlyWhereTheyWantTheSame(@ForAll long seed) {
    Random random = new Random(seed);
    Fleet before = Fleet.random(random);
    Compilation stable = Compiler.compile(before.inputs(), before.facts);
    Fleet after = before.copy();
    Owner one = Owner.of("RouteTable", "t" + random.nextInt(5));
    after.table(random, one.name());
    Compiler compiler = Compiler.of(after.inputs(), after.facts);
    Holding.Builder holding = new Holding.Builder();
    stable.states().forEach((node, state) -> holding.hold(node, Contributions.of(state).of(one)));

    Compilation held = compiler.holding(holding.build());

    Contribution wanted = Objects.requireNonNull(compiler.contributions().get(one));
    held.states()
        .forEach((node, state) -> {
          Map<String, Way> with = routes(compiler.declared().state(node));
          Map<String, Way> without = routes(state);
          Set<String> concerned = new TreeSet<>(routes(wanted.state()).keySet());
          concerned.addAll(routes(Contributions.of(stable.state(node)).of(one).state()).keySet());
          with.keySet().removeAll(concerned);
          without.keySet().removeAll(concerned);
          assertThat(without).isEqualTo(with);
          assertThat(state.rules()).isEqualTo(compiler.declared().state(node).rules());
        });
  }

  @Property(tries = 60)
  void aStateIsTheSumOfItsContributions(@ForAll long seed) {
    Fleet fleet = Fleet.random(new Random(seed));
    Compilation compilation = Compiler.compile(fleet.inputs(), fleet.facts);

    compilation
        .states()
        .forEach((node, state) -> {
          int routes = 0;
          for (Contribution one : Contributions.of(state).all().values()) {
            assertThat(Contributions.of(one.state()).of(one.owner())).isEqualTo(one);
            routes += one.state().routes();
          }
          assertThat(routes).isEqualTo(state.routes());
        });
  }

  /** Holds everybody everywhere: whom the state does not know, at nothing. */
  private static Holding all(Compilation at, Set<Owner> everyone) {
    Holding.Builder holding = new Holding.Builder();
    at.states()
        .forEach((node, state) -> {
          Contributions contributions = Contributions.of(state);
          everyone.forEach(owner -> holding.hold(node, contributions.of(owner)));
          contributions.all().values().forEach(one -> holding.hold(node, one));
        });
    return holding.build();
  }

  private static Holding some(Random random, Compilation at, Fleet after) {
    Holding.Builder holding = new Holding.Builder();
    for (Owner owner : Compiler.compile(after.inputs(), after.facts).reports().keySet()) {
      at.states()
          .forEach((node, state) -> {
            if (random.nextBoolean()) {
              holding.hold(node, Contributions.of(state).of(owner));
            }
          });
    }
    return holding.build();
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
