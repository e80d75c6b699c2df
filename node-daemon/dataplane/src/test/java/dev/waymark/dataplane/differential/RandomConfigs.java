package dev.waymark.dataplane.differential;

import dev.waymark.dataplane.reference.Bytes;
import dev.waymark.dataplane.reference.Config;
import dev.waymark.dataplane.reference.Config.Declared;
import dev.waymark.dataplane.reference.Config.Hop;
import dev.waymark.dataplane.reference.Config.Interface;
import dev.waymark.dataplane.reference.Config.NextHop;
import dev.waymark.dataplane.reference.Config.Route;
import dev.waymark.dataplane.reference.Config.RouteKind;
import dev.waymark.dataplane.reference.Config.SourceCheck;
import dev.waymark.dataplane.reference.Prefix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** Whole configurations by chance: nested prefixes, every type of route, rules of all fields. */
final class RandomConfigs {
  static final int FIRST_WAN = 40;
  static final int WANS = 12;
  static final int FIRST_LAN = 60;
  static final int LANS = 6;
  static final int[] TABLES = {1, 2, 3, 100, 252, 253, 254};
  private static final int[] MASKS = {0x1f7f, 0xffff, 0xff000000, 0x7fffffff};

  private final RandomGenerator random;
  private final RandomAddresses addresses;
  private int markMask;

  RandomConfigs(RandomGenerator random, RandomAddresses addresses) {
    this.random = random;
    this.addresses = addresses;
  }

  /** The MTU of an interface that packets may leave by. */
  static int mtu(int ifindex) {
    return ifindex % 3 == 0 ? 1300 : 1500;
  }

  Config next() {
    markMask = MASKS[random.nextInt(MASKS.length)];
    Map<Boolean, List<Route>> routes = Map.of(false, routes(false), true, routes(true));
    TreeMap<Integer, List<Declared>> tables = new TreeMap<>();
    for (int table : TABLES) {
      if (random.nextInt(4) != 0) {
        tables.put(table, table(routes));
      }
    }
    tables.put(0, own());
    RandomRules rules = new RandomRules(random, addresses, markMask);
    return new Config(
        markMask,
        tables,
        rules.forwarded(false),
        rules.forwarded(true),
        interfaces(),
        rules.toNode(false),
        rules.toNode(true),
        random.nextInt(6) == 0);
  }

  /** The same with rules of which most drop, or limit. */
  Config nextDropping() {
    Config any = next();
    RandomRules rules = new RandomRules(random, addresses, markMask);
    return new Config(
        markMask,
        any.tables(),
        rules.dropping(false),
        rules.dropping(true),
        any.interfaces(),
        any.toNodeV4(),
        any.toNodeV6(),
        any.translated());
  }

  private List<Declared> table(Map<Boolean, List<Route>> routes) {
    int size =
        switch (random.nextInt(20)) {
          case 0 -> 2000;
          case 1, 2, 3, 4 -> 300;
          case 5 -> 0;
          default -> 40;
        };
    Map<Prefix, Route> entries = new LinkedHashMap<>();
    for (int i = random.nextInt(size + 1); i > 0; i--) {
      boolean v6 = random.nextBoolean();
      Prefix to = random.nextInt(8) == 0 ? addresses.groups(v6) : addresses.prefix(v6);
      entries.put(to, any(routes.getOrDefault(v6, List.of())));
    }
    for (boolean v6 : new boolean[] {false, true}) {
      if (random.nextInt(3) == 0) {
        entries.put(Prefix.of(v6 ? "::/0" : "0.0.0.0/0"), any(routes.getOrDefault(v6, List.of())));
      }
    }
    return entries.entrySet().stream()
        .map(entry -> new Declared(entry.getKey(), entry.getValue()))
        .toList();
  }

  private List<Declared> own() {
    Route own = new Route(RouteKind.PROTECTED, 0, List.of(), 0, 0);
    Set<Prefix> prefixes = new TreeSet<>(Comparator.comparing(Prefix::toString));
    for (int i = random.nextInt(6); i > 0; i--) {
      boolean v6 = random.nextBoolean();
      prefixes.add(Prefix.around(addresses.address(v6), v6 ? 128 : 32));
    }
    return prefixes.stream().map(prefix -> new Declared(prefix, own)).toList();
  }

  private <T> T any(List<T> choice) {
    return choice.get(random.nextInt(choice.size()));
  }

  private List<Route> routes(boolean v6) {
    List<Route> routes = new ArrayList<>();
    for (RouteKind kind : RouteKind.values()) {
      if (kind != RouteKind.UNICAST && kind != RouteKind.MULTICAST) {
        boolean marked =
            kind == RouteKind.LOCAL || kind == RouteKind.UNREACHABLE || kind == RouteKind.PROHIBIT;
        routes.add(new Route(kind, 0, List.of(), marked ? mark() : 0, counter()));
      }
    }
    List<NextHop> nextHops = nextHops(v6);
    for (int i = 0; i < 16; i++) {
      int members = random.nextInt(3) == 0 ? 2 + random.nextInt(WANS - 1) : 1;
      Set<NextHop> chosen = new HashSet<>();
      List<Hop> hops = new ArrayList<>();
      for (int m = 0; m < members; m++) {
        NextHop hop = nextHops.get(random.nextInt(nextHops.size()));
        if (chosen.add(hop)) {
          hops.add(new Hop(hop, 1 + random.nextInt(random.nextBoolean() ? 4 : 256)));
        }
      }
      int mtu = random.nextInt(4) == 0 ? 1280 + random.nextInt(300) : 0;
      routes.add(new Route(RouteKind.UNICAST, mtu, List.copyOf(hops), 0, counter()));
    }
    for (int i = 0; i < 12; i++) {
      routes.add(multicast());
    }
    return routes;
  }

  private Route multicast() {
    int input = FIRST_LAN + random.nextInt(2);
    List<Hop> outputs = new ArrayList<>();
    for (int i = 0; i < WANS + LANS; i++) {
      int ifindex = i < WANS ? FIRST_WAN + i : FIRST_LAN + i - WANS;
      if (ifindex != input && (outputs.isEmpty() || random.nextInt(4) == 0)) {
        NextHop hop =
            new NextHop(ifindex, "if" + ifindex, Bytes.of(), mtu(ifindex), false, 0, counter());
        outputs.add(new Hop(hop, 1));
      }
    }
    int mtu = random.nextInt(4) == 0 ? 1280 + random.nextInt(300) : 0;
    return new Route(RouteKind.MULTICAST, mtu, outputs, 0, counter(), input);
  }

  /** One for each interface: so an output interface tells the next hop. */
  private List<NextHop> nextHops(boolean v6) {
    List<NextHop> nextHops = new ArrayList<>();
    for (int i = 0; i < WANS + LANS; i++) {
      int ifindex = i < WANS ? FIRST_WAN + i : FIRST_LAN + i - WANS;
      Bytes gateway =
          switch (random.nextInt(3)) {
            case 0 -> Bytes.of();
            case 1 -> addresses.address(v6);
            default -> addresses.address(true);
          };
      boolean noL2 = random.nextInt(10) == 0;
      nextHops.add(
          new NextHop(ifindex, "if" + ifindex, gateway, mtu(ifindex), noL2, mark(), counter()));
    }
    return nextHops;
  }

  private List<Interface> interfaces() {
    List<Interface> interfaces = new ArrayList<>();
    for (int i = 0; i < LANS; i++) {
      if (random.nextInt(24) != 0) {
        SourceCheck check =
            random.nextInt(3) != 0 ? SourceCheck.OFF : any(List.of(SourceCheck.values()));
        interfaces.add(new Interface(FIRST_LAN + i, random.nextInt(4) != 0, check, true));
      }
    }
    return interfaces;
  }

  private int mark() {
    return random.nextInt() & markMask;
  }

  private int counter() {
    return random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(500);
  }
}
