package dev.waymark.compiler.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.api.net.Family;
import dev.waymark.api.net.Prefix;
import dev.waymark.api.v1alpha1.RouteType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DesiredTableBuilderTest {
  private record Key(Prefix to, long metric) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int order = to.compareTo(other.to);
      return order != 0 ? order : Long.compare(metric, other.metric);
    }
  }

  private record Added(Prefix to, Way way) {}

  @Property(tries = 300)
  void holdsWhatAPlainSortedMapHolds(@ForAll long seed) {
    Random random = new Random(seed);
    Map<Key, Way> twin = new TreeMap<>();
    List<Added> added = new ArrayList<>();
    for (int i = random.nextInt(400); i > 0; i--) {
      Prefix to = States.prefix(random);
      Way way = States.way(random);
      if (twin.putIfAbsent(new Key(to, way.metric()), way) == null) {
        added.add(new Added(to, way));
      }
    }

    DesiredTable table = build(added);
    Collections.shuffle(added, random);
    DesiredTable shuffled = build(added);

    List<Added> held = new ArrayList<>();
    for (Family family : Family.values()) {
      RouteList routes = table.routes(family);
      for (int i = 0; i < routes.size(); i++) {
        held.add(new Added(routes.prefix(i), table.ways().get(routes.way(i))));
      }
    }
    assertThat(held)
        .isEqualTo(
            twin.entrySet().stream().map(e -> new Added(e.getKey().to, e.getValue())).toList());
    assertThat(shuffled).isEqualTo(table).hasSameHashCodeAs(table);
  }

  @Test
  void aPrefixAndMetricTwiceIsRefused() {
    DesiredTableBuilder builder =
        DesiredTable.builder(7)
            .add(Prefix.parse("10.0.0.0/8"), way("a"))
            .add(Prefix.parse("10.0.0.0/8"), way("b"));

    assertThatThrownBy(builder::build).hasMessage("10.0.0.0/8 metric 0 stands twice in table 7");
  }

  @Test
  void thePreferenceDecidesAndTheLoserIsTold() {
    List<String> told = new ArrayList<>();

    DesiredTable table =
        DesiredTable.builder(7)
            .add(Prefix.parse("10.0.0.0/8"), way("a"))
            .add(Prefix.parse("10.0.0.0/8"), way("b"))
            .build(
                Collections.reverseOrder(),
                (to, kept, dropped) ->
                    told.add(to + " " + kept.owner().name() + ">" + dropped.owner().name()));

    assertThat(table.ways()).containsExactly(way("b"));
    assertThat(told).containsExactly("10.0.0.0/8 b>a");
  }

  private static Way way(String owner) {
    return new Way(
        RouteType.Blackhole, 0, List.of(), 0, null, false, null, Owner.of("RouteTable", owner));
  }

  private static DesiredTable build(List<Added> routes) {
    DesiredTableBuilder builder = DesiredTable.builder(5);
    routes.forEach(route -> builder.add(route.to, route.way));
    return builder.build();
  }
}
