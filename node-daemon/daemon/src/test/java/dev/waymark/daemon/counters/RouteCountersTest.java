package dev.waymark.daemon.counters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Address;
import dev.waymark.api.net.Prefix;
import dev.waymark.api.v1alpha1.RouteType;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.DesiredTable;
import dev.waymark.compiler.model.DesiredTableBuilder;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.model.Way;
import dev.waymark.daemon.resolve.NodeFacts;
import dev.waymark.daemon.resolve.Resolution;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which resources' routes are counted one by one. */
class RouteCountersTest {

  @Test
  void aResourceOfTheLimitIsAndALargerOneIsNot() {
    RouteCounters chosen =
        choose(Map.of("at", RouteCounters.A_RESOURCE, "above", RouteCounters.A_RESOURCE + 1));

    assertThat(chosen.countsEach(owner("at"))).isTrue();
    assertThat(chosen.countsEach(owner("above"))).isFalse();
    assertThat(chosen.countsEach(null)).isFalse();
  }

  @Test
  void ofManyTheFirstByNameAreAndNoneInPart() {
    RouteCounters chosen =
        choose(Map.of("a", 1000, "b", 1000, "c", 1000, "d", 1000, "e", 1000, "f", 96));

    assertThat(List.of("a", "b", "c", "d", "f")).allMatch(name -> chosen.countsEach(owner(name)));
    assertThat(chosen.countsEach(owner("e"))).isFalse();
  }

  private static RouteCounters choose(Map<String, Integer> sizes) {
    DesiredTableBuilder table = DesiredTable.builder(254);
    int next = 0x0b000000;
    for (Map.Entry<String, Integer> each : new TreeMap<>(sizes).entrySet()) {
      Way way =
          new Way(RouteType.Blackhole, 0, List.of(), 0, null, false, null, owner(each.getKey()));
      for (int i = 0; i < each.getValue(); i++) {
        table.add(Prefix.of(Address.v4(next), 32), way);
        next += 1;
      }
    }
    DesiredState desired = new DesiredState(List.of(table.build()), List.of(), List.of());
    NodeFacts facts = new NodeFacts(List.of(), List.of(), List.of(), List.of());
    return RouteCounters.of(Resolution.resolve(desired, facts, 0, Instant.EPOCH));
  }

  private static Owner owner(String name) {
    return Owner.of("RouteTable", name);
  }
}
