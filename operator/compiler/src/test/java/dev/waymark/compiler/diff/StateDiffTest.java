package dev.waymark.compiler.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Address;
import dev.waymark.api.net.Family;
import dev.waymark.api.net.Prefix;
import dev.waymark.api.v1alpha1.RouteType;
import dev.waymark.compiler.model.DesiredAction;
import dev.waymark.compiler.model.DesiredMatch;
import dev.waymark.compiler.model.DesiredRule;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.DesiredTable;
import dev.waymark.compiler.model.Hop;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.model.RouteList;
import dev.waymark.compiler.model.States;
import dev.waymark.compiler.model.Way;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class StateDiffTest {
  @Test
  void changesReadLikeIpRoute() {
    DesiredState before =
        state(
            List.of(rule("first", new DesiredAction.Lookup(7))),
            DesiredTable.builder(7)
                .add(p("10.0.0.0/8"), via("192.0.2.1"))
                .add(p("10.1.0.0/16"), via("192.0.2.1"))
                .build());
    DesiredState after =
        state(
            List.of(rule("first", new DesiredAction.Drop())),
            DesiredTable.builder(7)
                .add(p("10.0.0.0/8"), via("192.0.2.2"))
                .add(p("2001:db8::/32"), via("2001:db8::1"))
                .build());

    assertThat(DiffText.of(StateDiff.between(before, after)))
        .isEqualTo(
            """
            - table 7: 10.0.0.0/8 via 192.0.2.1  # RouteTable edge
            + table 7: 10.0.0.0/8 via 192.0.2.2  # RouteTable edge
            - table 7: 10.1.0.0/16 via 192.0.2.1  # RouteTable edge
            + table 7: 2001:db8::/32 via 2001:db8::1  # RouteTable edge
            - rule 10: from 172.16.0.0/12 lookup 7  # RoutingPolicy split, rule first
            + rule 10: from 172.16.0.0/12 drop  # RoutingPolicy split, rule first
            """);
  }

  @Test
  void anotherOrderOfTheSameRulesIsAChange() {
    DesiredRule a = rule("a", new DesiredAction.Drop());
    DesiredRule b = rule("b", new DesiredAction.Pass());

    assertThat(StateDiff.between(state(List.of(a, b)), state(List.of(b, a))))
        .containsExactly(new Change.RulesReordered());
  }

  @Property(tries = 200)
  void theChangesTurnOneStateIntoTheOther(@ForAll long seed) {
    Random random = new Random(seed);
    DesiredState before =
        new DesiredState(
            List.of(States.table(random, 5, 200), States.table(random, 6, 20)),
            List.of(),
            List.of());
    DesiredState after =
        new DesiredState(
            List.of(States.table(random, 5, 200), States.table(random, 9, 20)),
            List.of(),
            List.of());
    Map<String, Way> routes = routes(before);

    StateDiff.visit(
        before,
        after,
        change -> {
          switch (change) {
            case Change.RouteAdded(int table, Prefix to, Way way) ->
                assertThat(routes.put(key(table, to, way), way)).isNull();
            case Change.RouteRemoved(int table, Prefix to, Way way) ->
                assertThat(routes.remove(key(table, to, way))).isEqualTo(way);
            case Change.RouteChanged(int table, Prefix to, Way old, Way fresh) ->
                assertThat(routes.put(key(table, to, fresh), fresh))
                    .isEqualTo(old)
                    .isNotEqualTo(fresh);
            default -> throw new AssertionError(change);
          }
        });

    assertThat(routes).isEqualTo(routes(after));
    assertThat(StateDiff.between(after, after)).isEmpty();
  }

  private static Map<String, Way> routes(DesiredState state) {
    Map<String, Way> routes = new TreeMap<>();
    for (DesiredTable table : state.tables()) {
      for (Family family : Family.values()) {
        RouteList list = table.routes(family);
        for (int i = 0; i < list.size(); i++) {
          Way way = table.ways().get(list.way(i));
          routes.put(key(table.id(), list.prefix(i), way), way);
        }
      }
    }
    return routes;
  }

  private static String key(int table, Prefix to, Way way) {
    return table + " " + to + " " + way.metric();
  }

  private static DesiredState state(List<DesiredRule> rules, DesiredTable... tables) {
    return new DesiredState(List.of(tables), rules, List.of());
  }

  private static DesiredRule rule(String name, DesiredAction action) {
    DesiredMatch match =
        new DesiredMatch(List.of(p("172.16.0.0/12")), List.of(), List.of(), List.of());
    return new DesiredRule(10, "split", name, match, action);
  }

  private static Way via(String gateway) {
    Hop hop = new Hop(Address.parse(gateway), null, 1, false, false);
    return new Way(
        RouteType.Unicast, 0, List.of(hop), 0, null, false, null, Owner.of("RouteTable", "edge"));
  }

  private static Prefix p(String text) {
    return Prefix.parse(text);
  }
}
