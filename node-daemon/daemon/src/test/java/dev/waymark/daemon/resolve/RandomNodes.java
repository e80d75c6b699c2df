package dev.waymark.daemon.resolve;

import static dev.waymark.daemon.resolve.Declared.gateway;
import static dev.waymark.daemon.resolve.Declared.hop;

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
import java.util.Random;
import java.util.Set;

/**
 * Random declared routes, kernel routes and protected prefixes crowded into a few bits, so that
 * everything nests in everything.
 */
final class RandomNodes {

  static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  static final int MARK_MASK = 0x1f7f;
  static final int[] TABLES = {100, 253, 254};

  private RandomNodes() {}

  static NodeFacts facts(Random random) {
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

  static DesiredState desired(Random random) {
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

  static Address address(Random random) {
    return random.nextInt(3) == 0
        ? new Address(Family.V6, 0xfd00_0000_0000_0000L, random.nextInt(4096))
        : Address.v4(0x0a000000 | random.nextInt(4096));
  }
}
