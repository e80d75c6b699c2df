package dev.waymark.compiler.slice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Address;
import dev.waymark.api.net.Family;
import dev.waymark.api.net.Prefix;
import dev.waymark.api.node.v1alpha1.SliceKind;
import dev.waymark.api.v1alpha1.RouteType;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.DesiredTable;
import dev.waymark.compiler.model.DesiredTableBuilder;
import dev.waymark.compiler.model.Hop;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.model.RouteList;
import dev.waymark.compiler.model.Way;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * A route more is a routes slice more or less, its index, and the root: the rest keeps its names.
 */
class OneInsertedRouteRenamesOnePathTest {
  private static final int ROUTES = 30_000;
  private static final int INSERTIONS = 20;

  @Property(tries = 4)
  void fewSlicesTakeNewNames(@ForAll long seed) {
    Random random = new Random(seed);
    int gateways = random.nextBoolean() ? 8 : 3000;
    Family family = random.nextBoolean() ? Family.V4 : Family.V6;
    DesiredTable table = table(random, family, gateways);
    SliceTree before = SliceTree.of(state(table));
    int renamedRoutes = 0;

    for (int i = 0; i < INSERTIONS; i++) {
      SliceTree after =
          SliceTree.of(state(inserted(table, prefix(random, family), way(random, gateways))));
      Set<Slice> fresh = new HashSet<>(after.slices());
      fresh.removeAll(before.slices());
      renamedRoutes += (int) fresh.stream().filter(s -> s.kind() == SliceKind.Routes).count();
      assertThat(fresh.stream().filter(s -> s.kind() == SliceKind.Root)).hasSize(1);
      assertThat(fresh.stream().filter(s -> s.kind() == SliceKind.Index)).hasSizeBetween(1, 2);
    }

    assertThat(before.slices().stream().filter(s -> s.kind() == SliceKind.Routes))
        .hasSizeGreaterThan(4);
    // One each, and now and then the neighbour, when the insertion moves or makes a cut.
    assertThat(renamedRoutes).isBetween(INSERTIONS, INSERTIONS * 7 / 5);
  }

  private static DesiredState state(DesiredTable table) {
    return new DesiredState(List.of(table), List.of(), List.of());
  }

  private static DesiredTable table(Random random, Family family, int gateways) {
    DesiredTableBuilder builder = DesiredTable.builder(100);
    Set<Prefix> seen = new HashSet<>();
    while (seen.size() < ROUTES) {
      Prefix to = prefix(random, family);
      if (seen.add(to)) {
        builder.add(to, way(random, gateways));
      }
    }
    return builder.build();
  }

  private static DesiredTable inserted(DesiredTable table, Prefix to, Way way) {
    DesiredTableBuilder builder = DesiredTable.builder(table.id()).add(to, way);
    for (Family family : Family.values()) {
      RouteList routes = table.routes(family);
      for (int i = 0; i < routes.size(); i++) {
        if (!routes.prefix(i).equals(to)) {
          builder.add(routes.prefix(i), table.ways().get(routes.way(i)));
        }
      }
    }
    return builder.build();
  }

  private static Prefix prefix(Random random, Family family) {
    return family == Family.V4
        ? Prefix.of(Address.v4(random.nextInt()), 16 + random.nextInt(9))
        : Prefix.of(
            new Address(family, 0x2000_0000_0000_0000L | random.nextLong() >>> 3, 0),
            32 + random.nextInt(17));
  }

  private static Way way(Random random, int gateways) {
    Hop hop = new Hop(Address.v4(0x0a000001 + random.nextInt(gateways)), null, 1, false, false);
    return new Way(
        RouteType.Unicast, 0, List.of(hop), 0, null, false, null, Owner.of("RouteTable", "full"));
  }
}
