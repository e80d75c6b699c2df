package dev.waymark.compiler.model;

import dev.waymark.api.json.TimeSpan;
import dev.waymark.api.net.Address;
import dev.waymark.api.net.Family;
import dev.waymark.api.net.Prefix;
import dev.waymark.api.v1alpha1.ProbeType;
import dev.waymark.api.v1alpha1.RouteType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Random states for properties. Small address ranges, so that prefixes nest and metrics pile up.
 */
public final class States {
  private static final List<RouteType> TYPES =
      List.of(
          RouteType.Unicast,
          RouteType.Local,
          RouteType.Blackhole,
          RouteType.Unreachable,
          RouteType.Prohibit,
          RouteType.Throw,
          RouteType.Multicast);

  private static final List<ProbeType> PROBES = List.of(ProbeType.values());

  private States() {}

  public static DesiredState random(Random random) {
    List<DesiredTable> tables = new ArrayList<>();
    Set<Integer> ids = new HashSet<>();
    for (int left = random.nextInt(4); left > 0; left--) {
      int id = 1 + random.nextInt(254);
      if (ids.add(id)) {
        tables.add(table(random, id, random.nextInt(300)));
      }
    }
    List<DesiredRule> rules = new ArrayList<>();
    for (int priority = 1; priority < random.nextInt(1, 40); priority++) {
      rules.add(rule(random, priority));
    }
    List<Prefix> protectedPrefixes = new ArrayList<>();
    for (int left = random.nextInt(5); left > 0; left--) {
      protectedPrefixes.add(prefix(random));
    }
    List<DesiredTrial> trials = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      trials.add(trial(random, "t" + i));
    }
    return new DesiredState(
        tables, rules, protectedPrefixes, trials, mirrors(random), liveness(random));
  }

  private static DesiredTrial trial(Random random, String name) {
    List<DesiredProbe> probes = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      ProbeType type = PROBES.get(random.nextInt(PROBES.size()));
      probes.add(
          new DesiredProbe(
              "p" + i,
              type,
              random.nextBoolean() ? "gw.example.org" : "2001:db8::" + i,
              type == ProbeType.Icmp ? 0 : 1 + random.nextInt(65_535),
              type == ProbeType.Http ? "/healthy" : "",
              TimeSpan.parse(1 + random.nextInt(999) + "ms")));
    }
    @Nullable TimeSpan within =
        probes.isEmpty() || random.nextBoolean() ? TimeSpan.parse("5s") : null;
    return new DesiredTrial(Owner.of("RouteTable", name), 1 + random.nextInt(254), within, probes);
  }

  private static List<DesiredMirror> mirrors(Random random) {
    List<DesiredMirror> mirrors = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      mirrors.add(
          new DesiredMirror(
              1 + random.nextInt(254),
              Owner.of("RouteTable", "t" + i),
              "source-" + i,
              1 + random.nextLong(0xffff_ffffL),
              random.nextBoolean() ? List.of() : List.of(12, 186),
              List.of(new DesiredMirror.Allowed(prefix(random), random.nextInt(129))),
              1 + random.nextInt(1000),
              random.nextBoolean(),
              random.nextBoolean() ? List.of() : List.of(Owner.of("RouteTable", "t9"))));
    }
    return mirrors;
  }

  private static List<DesiredLiveness> liveness(Random random) {
    Owner owner = Owner.of("RouteTable", "t1");
    return switch (random.nextInt(3)) {
      case 0 -> List.of();
      case 1 -> List.of(new DesiredLiveness(owner, DesiredLiveness.Question.ICMP, 0, 500, 3));
      default -> List.of(new DesiredLiveness(owner, DesiredLiveness.Question.TCP, 179, 90, 1));
    };
  }

  public static DesiredTable table(Random random, int id, int routes) {
    List<Way> ways = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(12); i++) {
      ways.add(way(random));
    }
    DesiredTableBuilder builder = DesiredTable.builder(id);
    for (int i = 0; i < routes; i++) {
      builder.add(prefix(random), ways.get(random.nextInt(ways.size())));
    }
    return builder.build(Comparator.naturalOrder(), (to, kept, dropped) -> {});
  }

  public static Prefix prefix(Random random) {
    Family family = random.nextBoolean() ? Family.V4 : Family.V6;
    int length =
        random.nextInt(8) == 0
            ? random.nextInt(family.bits() + 1)
            : family.bits() / 2 + random.nextInt(family.bits() / 2 + 1);
    return Prefix.of(address(random, family), length);
  }

  /** Sparse in the high bits, dense in the low ones; sometimes at either end of the space. */
  public static Address address(Random random, Family family) {
    if (family == Family.V4) {
      return Address.v4(
          random.nextInt(6) == 0 ? random.nextInt() : 0x0a000000 | random.nextInt(1 << 20));
    }
    long hi =
        random.nextInt(6) == 0 ? random.nextLong() : 0x2001_0db8_0000_0000L | random.nextInt(4);
    long lo =
        switch (random.nextInt(4)) {
          case 0 -> 0;
          case 1 -> -1L - random.nextInt(16);
          case 2 -> random.nextLong();
          default -> random.nextInt(1 << 16);
        };
    return new Address(family, hi, lo);
  }

  public static Way way(Random random) {
    RouteType type = TYPES.get(random.nextInt(TYPES.size()));
    List<Hop> via = new ArrayList<>();
    if (type.forwards()) {
      for (int i = 0; i < 1 + random.nextInt(3); i++) {
        via.add(hop(random));
      }
    }
    @Nullable Address src = random.nextInt(4) == 0 ? address(random, Family.V4) : null;
    return new Way(
        type,
        random.nextInt(3) == 0 ? 0 : random.nextLong(Way.METRIC_MAX + 1),
        via,
        random.nextInt(3) == 0 ? 1280 + random.nextInt(9000) : 0,
        src,
        random.nextInt(10) == 0,
        random.nextInt(8) == 0
            ? Instant.ofEpochSecond(1_900_000_000L + random.nextInt(1000))
            : null,
        Owner.of("RouteTable", "t" + random.nextInt(3)),
        type == RouteType.Multicast ? "lan" + random.nextInt(3) : null);
  }

  public static Hop hop(Random random) {
    boolean named = random.nextBoolean();
    @Nullable Address gateway =
        !named || random.nextBoolean()
            ? address(random, random.nextBoolean() ? Family.V4 : Family.V6)
            : null;
    return new Hop(
        gateway,
        named ? "eth" + random.nextInt(4) : null,
        1 + random.nextInt(256),
        named && random.nextBoolean(),
        random.nextBoolean());
  }

  private static DesiredRule rule(Random random, int priority) {
    List<Prefix> from = new ArrayList<>();
    List<Integer> dscp = new ArrayList<>();
    for (int left = random.nextInt(5); left > 0; left--) {
      from.add(prefix(random));
      dscp.add(random.nextInt(64));
    }
    DesiredAction action =
        switch (random.nextInt(4)) {
          case 0 -> new DesiredAction.Drop();
          case 1 -> new DesiredAction.Reject();
          case 2 -> new DesiredAction.Pass();
          default -> new DesiredAction.Lookup(1 + random.nextInt(254), random.nextInt(130) - 1);
        };
    List<Prefix> to = random.nextBoolean() ? List.of() : List.of(prefix(random));
    String policy = "p" + priority;
    String name = "rule-" + random.nextInt(9);
    if (random.nextInt(4) == 0) {
      DesiredMatch plain = new DesiredMatch(from, to, List.of("lan0"), dscp);
      return new DesiredRule(priority, policy, name, plain, action);
    }
    return new DesiredRule(
        priority,
        policy,
        name,
        !(action instanceof DesiredAction.Lookup) && random.nextBoolean(),
        new DesiredMatch(from, to, List.of("lan0"), dscp, transport(random), mark(random)),
        action,
        effects(random));
  }

  private static DesiredTransport transport(Random random) {
    return new DesiredTransport(
        random.nextBoolean() ? (Integer) random.nextInt(256) : null,
        ports(random),
        ports(random),
        random.nextInt(3) == 0 ? new IcmpType(random.nextInt(256), random.nextInt(257) - 1) : null);
  }

  private static List<PortRange> ports(Random random) {
    List<PortRange> ranges = new ArrayList<>();
    for (int left = random.nextInt(4); left > 0; left--) {
      int first = 1 + random.nextInt(65_535);
      ranges.add(new PortRange(first, first + random.nextInt(65_536 - first)));
    }
    return ranges;
  }

  private static @Nullable MarkBits mark(Random random) {
    return random.nextInt(3) == 0 ? new MarkBits(random.nextInt(), random.nextInt() | 1) : null;
  }

  private static RuleEffects effects(Random random) {
    return new RuleEffects(
        random.nextInt(3) == 0 ? (Integer) random.nextInt(64) : null,
        mark(random),
        random.nextInt(3) == 0
            ? new RateLimit(
                random.nextBoolean() ? RateLimit.Unit.Bits : RateLimit.Unit.Packets,
                1 + random.nextLong(RateLimit.MOST),
                1 + random.nextLong(RateLimit.MOST),
                random.nextBoolean())
            : null,
        random.nextInt(3) == 0 ? new Copies("tap0", 1 + random.nextInt(Copies.MOST)) : null);
  }
}
