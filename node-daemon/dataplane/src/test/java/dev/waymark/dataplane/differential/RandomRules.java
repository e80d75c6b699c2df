package dev.waymark.dataplane.differential;

import dev.waymark.dataplane.reference.Asked;
import dev.waymark.dataplane.reference.Asked.Icmp;
import dev.waymark.dataplane.reference.Asked.Range;
import dev.waymark.dataplane.reference.Config.Action;
import dev.waymark.dataplane.reference.Config.Rule;
import dev.waymark.dataplane.reference.Effects;
import dev.waymark.dataplane.reference.Effects.Bits;
import dev.waymark.dataplane.reference.Effects.Cap;
import dev.waymark.dataplane.reference.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Rules by chance: of all fields and effects, few and many, for forwarded traffic and the node. */
final class RandomRules {
  /** Those that packets have, their neighbours, and some that ranges begin and end at. */
  private static final int[] PORTS = {1, 2, 52, 53, 54, 80, 443, 1023, 1024, 1025, 65534, 65535};

  private static final int[] PROTOCOLS = {1, 6, 17, 47, 58, 132, 255};
  private static final int[] ICMP_TYPES = {0, 1, 3, 8, 128, 129};

  /** No more than a generation has room for. */
  private static final int[] MARK_MASKS = {-1, 0xff, 0xf00, 1 << 31};

  private final RandomGenerator random;
  private final RandomAddresses addresses;
  private final int ours;

  /** Rules that asked for nothing new leave the cheap paths of the program to be tested. */
  private final boolean plain;

  RandomRules(RandomGenerator random, RandomAddresses addresses, int markMask) {
    this.random = random;
    this.addresses = addresses;
    this.ours = markMask;
    this.plain = random.nextInt(4) == 0;
  }

  List<Rule> forwarded(boolean v6) {
    int most =
        switch (random.nextInt(12)) {
          case 0 -> 1024;
          case 1, 2 -> 200;
          case 3, 4 -> 0;
          default -> 12;
        };
    List<Rule> rules = new ArrayList<>();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      Action action = random.nextInt(6) == 0 ? any(List.of(Action.values())) : Action.LOOKUP;
      rules.add(rule(v6, most > 12, action));
    }
    return rules;
  }

  List<Rule> toNode(boolean v6) {
    List<Rule> rules = new ArrayList<>();
    for (int i = random.nextInt(3) == 0 ? 0 : random.nextInt(8); i > 0; i--) {
      rules.add(rule(v6, false, any(List.of(Action.DROP, Action.PASS))));
    }
    return rules;
  }

  List<Rule> dropping(boolean v6) {
    List<Rule> rules = new ArrayList<>();
    for (int i = random.nextInt(40); i > 0; i--) {
      boolean lookup = random.nextInt(8) == 0;
      rules.add(rule(v6, true, lookup ? Action.LOOKUP : any(List.of(Action.DROP, Action.PASS))));
    }
    return rules;
  }

  private Rule rule(boolean v6, boolean narrow, Action action) {
    int table =
        action == Action.LOOKUP
            ? RandomConfigs.TABLES[random.nextInt(RandomConfigs.TABLES.length)]
            : 0;
    Set<Integer> inputs = new TreeSet<>();
    Set<Integer> dscp = new TreeSet<>();
    if (random.nextInt(3) == 0) {
      for (int i = random.nextInt(3); i >= 0; i--) {
        inputs.add(RandomConfigs.FIRST_LAN + random.nextInt(RandomConfigs.LANS));
      }
    }
    if (random.nextInt(3) == 0) {
      for (int i = random.nextInt(4); i >= 0; i--) {
        dscp.add(random.nextBoolean() ? random.nextInt(2) : random.nextInt(64));
      }
    }
    Effects effects = plain ? Effects.NONE : effects(action);
    int counter = effects.limit() == null && random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(500);
    return new Rule(
        action,
        table,
        action == Action.REJECT ? random.nextInt() & ours : 0,
        counter,
        random.nextInt(narrow ? 4 : 2) == 0 ? List.of() : prefixes(v6),
        random.nextInt(2) == 0 ? List.of() : prefixes(v6),
        inputs,
        dscp,
        plain || random.nextBoolean() ? Asked.NOTHING : asked(),
        effects);
  }

  private List<Prefix> prefixes(boolean v6) {
    List<Prefix> prefixes = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      prefixes.add(addresses.prefix(v6));
    }
    return prefixes;
  }

  private Asked asked() {
    Set<Integer> protocols = new TreeSet<>();
    if (random.nextBoolean()) {
      protocols.add(PROTOCOLS[random.nextInt(PROTOCOLS.length)]);
    }
    return new Asked(
        protocols,
        random.nextInt(3) == 0 ? ranges() : List.of(),
        random.nextInt(3) == 0 ? ranges() : List.of(),
        random.nextInt(5) == 0 ? List.of(icmp()) : List.of(),
        random.nextInt(4) == 0 ? mark() : null);
  }

  private List<Range> ranges() {
    List<Range> ranges = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      int first = port();
      int last = random.nextBoolean() ? first : port();
      ranges.add(new Range(Math.min(first, last), Math.max(first, last)));
    }
    return ranges;
  }

  private int port() {
    return random.nextInt(4) == 0 ? 1 + random.nextInt(65535) : PORTS[random.nextInt(PORTS.length)];
  }

  private Icmp icmp() {
    int type = ICMP_TYPES[random.nextInt(ICMP_TYPES.length)];
    return new Icmp(type, random.nextBoolean() ? -1 : random.nextInt(3));
  }

  private Bits mark() {
    int mask = MARK_MASKS[random.nextInt(MARK_MASKS.length)];
    return new Bits(random.nextBoolean() ? 0 : random.nextInt() & mask, mask);
  }

  private Effects effects(Action action) {
    if (random.nextBoolean()) {
      return Effects.NONE;
    }
    int suppress = action == Action.LOOKUP && random.nextInt(3) == 0 ? random.nextInt(129) : -1;
    int theirs = random.nextInt() & ~ours;
    return new Effects(
        suppress,
        random.nextInt(3) == 0 ? random.nextInt(64) : -1,
        random.nextInt(3) == 0 && theirs != 0 ? new Bits(random.nextInt() & theirs, theirs) : null,
        random.nextInt(4) == 0 ? limit() : null,
        random.nextInt(16) == 0 ? RandomConfigs.FIRST_WAN : 0);
  }

  /** At rates at which a bucket is empty again before the next packet comes. */
  private @Nullable Cap limit() {
    boolean perSource = random.nextBoolean();
    return random.nextBoolean()
        ? new Cap(false, 1_000_000_000L, 1 + random.nextInt(3), perSource)
        : new Cap(true, 1_000_000_000_000L, 8 * (1L + random.nextInt(1500)), perSource);
  }

  private <T> T any(List<T> choice) {
    return choice.get(random.nextInt(choice.size()));
  }
}
