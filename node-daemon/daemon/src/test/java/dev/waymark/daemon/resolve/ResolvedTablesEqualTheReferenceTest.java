package dev.waymark.daemon.resolve;

import static dev.waymark.daemon.resolve.Declared.gateway;
import static dev.waymark.daemon.resolve.Declared.hop;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Address;
import dev.waymark.api.net.Family;
import dev.waymark.api.net.Prefix;
import dev.waymark.api.v1alpha1.RouteType;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.Hop;
import dev.waymark.compiler.model.Way;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Random declared routes, kernel routes and protected prefixes crowded into a few bits, so that
 * everything nests in everything: each address finds in the resolved table what the definition
 * says.
 */
class ResolvedTablesEqualTheReferenceTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final int[] TABLES = {100, 253, 254};

  @Property(tries = 300)
  void everyAddressFindsTheRouteThatTheDefinitionNames(@ForAll long seed) {
    Random random = new Random(seed);
    NodeFacts facts = facts(random);
    DesiredState desired = desired(random);

    ResolvedState resolved = Resolution.resolve(desired, facts, NOW);

    ReferenceTable reference = new ReferenceTable(desired, facts, NOW);
    for (int table : TABLES) {
      for (int i = 0; i < 60; i++) {
        Address address = address(random);
        // A table without a route has no content of its own: nothing leads into it.
        if (table != 254
            && desired.table(table).map(t -> t.routes(address.family()).isEmpty()).orElse(true)) {
          continue;
        }
        assertThat(lookup(resolved, table, address))
            .as("seed=%d table=%d address=%s", seed, table, address)
            .isEqualTo(reference.lookup(table, address));
      }
    }
  }

  @Property(tries = 300)
  void oneDestinationAloneIsResolvedAsTheWholeResolvesIt(@ForAll long seed) {
    Random random = new Random(seed);
    NodeFacts facts = facts(random);
    DesiredState desired = desired(random);
    ResolvedState whole = Resolution.resolve(desired, facts, NOW);
    for (int i = 0; i < 60; i++) {
      Address address = address(random);
      OneDestination alone = new OneDestination(desired, facts, address, NOW);
      for (int table : TABLES) {
        assertThat(alone.origin(table).map(OneDestination.Origin::route))
            .as("seed=%d table=%d address=%s", seed, table, address)
            .isEqualTo(lookup(whole, table, address));
      }
    }
  }

  @Property(tries = 100)
  void prefixesAscendAndEachStandsOnce(@ForAll long seed) {
    Random random = new Random(seed);
    ResolvedState resolved = Resolution.resolve(desired(random), facts(random), NOW);
    for (TableContent table : resolved.tables()) {
      for (int i = 1; i < table.size(); i++) {
        assertThat(prefix(table, i - 1)).isLessThan(prefix(table, i));
      }
    }
  }

  private static NodeFacts facts(Random random) {
    NodeFixture node =
        NodeFixture.node()
            .up(2, "a", "10.0.0.1/30", "fd00::1/126")
            .up(3, "b", "10.0.1.1/24")
            .down(4, "c", "10.0.2.1/24");
    for (int i = random.nextInt(12); i > 0; i--) {
      node.kernelRoute(prefix(random).toString(), random.nextInt(3));
    }
    return node.facts();
  }

  private static DesiredState desired(Random random) {
    Declared declared = Declared.nothing();
    Set<String> taken = new HashSet<>();
    for (int i = random.nextInt(60); i > 0; i--) {
      int table = TABLES[random.nextInt(TABLES.length)];
      Prefix to = prefix(random);
      Way way = way(random);
      if (taken.add(table + " " + to + " " + way.metric())) {
        declared.route(table, to.toString(), way);
      }
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      declared.shield(prefix(random).toString());
    }
    return declared.state();
  }

  private static Way way(Random random) {
    long metric = random.nextInt(3);
    List<Hop> hops =
        List.of(
            gateway("10.0.1.9"), hop("10.0.1.8", "b", 2), gateway("10.0.2.9"), hop(null, "z", 1));
    Way way =
        switch (random.nextInt(4)) {
          case 0 -> Declared.of(RouteType.Blackhole);
          case 1 -> Declared.via(metric, hops.get(random.nextInt(4)));
          case 2 -> Declared.via(metric, hops.get(0), hops.get(random.nextInt(1, 4)));
          default ->
              Declared.until(NOW.plusSeconds(random.nextInt(-1, 2)), Declared.of(RouteType.Throw));
        };
    return random.nextInt(4) == 0 ? Declared.forced(way) : way;
  }

  private static Prefix prefix(Random random) {
    Address address = address(random);
    int shortest = address.family() == Family.V4 ? 20 : 116;
    int length = random.nextInt(8) == 0 ? 0 : shortest + random.nextInt(13);
    return Prefix.of(address, length);
  }

  private static Address address(Random random) {
    return random.nextInt(3) == 0
        ? new Address(Family.V6, 0xfd00_0000_0000_0000L, random.nextInt(4096))
        : Address.v4(0x0a000000 | random.nextInt(4096));
  }

  private static Optional<ResolvedRoute> lookup(ResolvedState state, int table, Address address) {
    ResolvedRoute best = null;
    int longest = -1;
    for (TableContent content : state.tables()) {
      if (content.table() != table || content.family() != address.family()) {
        continue;
      }
      for (int i = 0; i < content.size(); i++) {
        if (prefix(content, i).contains(address) && content.length(i) > longest) {
          longest = content.length(i);
          best = state.routes().get(content.route(i));
        }
      }
    }
    return Optional.ofNullable(best);
  }

  private static Prefix prefix(TableContent table, int i) {
    return new Prefix(table.family(), table.hi(i), table.lo(i), table.length(i));
  }
}
