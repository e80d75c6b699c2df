package dev.waymark.dataplane.packet;

import dev.waymark.dataplane.reference.Bytes;
import dev.waymark.dataplane.reference.Config;
import dev.waymark.dataplane.reference.Config.Action;
import dev.waymark.dataplane.reference.Config.Declared;
import dev.waymark.dataplane.reference.Config.Hop;
import dev.waymark.dataplane.reference.Config.Interface;
import dev.waymark.dataplane.reference.Config.NextHop;
import dev.waymark.dataplane.reference.Config.Route;
import dev.waymark.dataplane.reference.Config.RouteKind;
import dev.waymark.dataplane.reference.Config.Rule;
import dev.waymark.dataplane.reference.Config.SourceCheck;
import dev.waymark.dataplane.reference.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A configuration, written down for a table of cases.
 *
 * <p>Packets come in by {@link #LAN} on the Fast path and by {@link #LAN_KERNEL} on the Kernel
 * path, and leave by {@link #WAN_A}, {@link #WAN_B} or one of the odd ones. {@link Wire} makes
 * these interfaces under these numbers.
 */
final class Scene {
  static final int LAN = 10;
  static final int LAN_KERNEL = 11;
  static final int LAN_STRICT = 12;
  static final int LAN_LOOSE = 13;
  static final int UNATTACHED = 14;
  static final int WAN_A = 20;
  static final int WAN_B = 21;
  static final int NARROW = 22;
  static final int RAW = 23;

  static final int CLIENTS = 1;
  static final int MTU = 1500;
  static final int NARROW_MTU = 1300;
  static final int MARK_MASK = 0x1f7f;

  static final int COUNTER_A = 11;
  static final int COUNTER_B = 12;
  static final int COUNTER_ROUTE = 30;
  static final int COUNTER_RULE = 40;

  private int markMask = MARK_MASK;
  private boolean translated;
  private final TreeMap<Integer, List<Declared>> tables = new TreeMap<>();
  private final List<Rule> rulesV4 = new ArrayList<>();
  private final List<Rule> rulesV6 = new ArrayList<>();
  private final List<Rule> toNodeV4 = new ArrayList<>();
  private final List<Rule> toNodeV6 = new ArrayList<>();
  private final List<Interface> interfaces =
      new ArrayList<>(
          List.of(
              new Interface(LAN, true, SourceCheck.OFF, true),
              new Interface(LAN_KERNEL, false, SourceCheck.OFF, true),
              new Interface(LAN_STRICT, true, SourceCheck.STRICT, true),
              new Interface(LAN_LOOSE, true, SourceCheck.LOOSE, true)));

  /** A configuration without routes or rules. */
  static Scene scene() {
    return new Scene();
  }

  /** Main's network 2 by A in both families: the least that forwards. */
  static Scene toA() {
    return scene().both(254, fam -> fam.net(2), Scene::viaA);
  }

  /** The kernel translates addresses. */
  Scene translated() {
    translated = true;
    return this;
  }

  Scene markMask(int mask) {
    markMask = mask;
    return this;
  }

  Scene route(int table, String prefix, Route route) {
    tables
        .computeIfAbsent(table, id -> new ArrayList<>())
        .add(new Declared(Prefix.of(prefix), route));
    return this;
  }

  Scene both(int table, Function<Fam, String> prefix, Function<Fam, Route> route) {
    for (Fam fam : Fam.values()) {
      route(table, prefix.apply(fam), route.apply(fam));
    }
    return this;
  }

  /** A rule of both families that matches everything, before {@code narrow} makes it narrower. */
  Scene rule(Action action, int table, Narrowing narrow) {
    rulesV4.add(narrow.of(Fam.V4, RuleDraft.any()).rule(action, table, rulesV4.size()));
    rulesV6.add(narrow.of(Fam.V6, RuleDraft.any()).rule(action, table, rulesV6.size()));
    return this;
  }

  /** The same for packets to the node's own addresses. */
  Scene toNode(Action action, Narrowing narrow) {
    toNodeV4.add(narrow.of(Fam.V4, RuleDraft.any()).rule(action, 0, toNodeV4.size()));
    toNodeV6.add(narrow.of(Fam.V6, RuleDraft.any()).rule(action, 0, toNodeV6.size()));
    return this;
  }

  Scene rule(Action action, int table) {
    return rule(action, table, (fam, match) -> match);
  }

  Scene with(UnaryOperator<Scene> more) {
    return more.apply(this);
  }

  Config done() {
    return new Config(
        markMask,
        tables,
        List.copyOf(rulesV4),
        List.copyOf(rulesV6),
        List.copyOf(interfaces),
        List.copyOf(toNodeV4),
        List.copyOf(toNodeV6),
        translated);
  }

  /** What a rule looks at. */
  interface Narrowing {
    RuleDraft of(Fam fam, RuleDraft rule);
  }

  static final int REJECT_MARK = 0x0301;
  static final int LOCAL_MARK = 0x0302;
  static final int UNREACHABLE_MARK = 0x0303;
  static final int PROHIBIT_MARK = 0x0304;
  static final int MARK_A = 0x0101;
  static final int MARK_B = 0x0102;
  static final int MARK_NARROW = 0x0103;
  static final int MARK_RAW = 0x0104;

  static NextHop hopA(Fam fam) {
    return hop(WAN_A, "wan-a", fam, 1, MTU, false, MARK_A, COUNTER_A);
  }

  static NextHop hopB(Fam fam) {
    return hop(WAN_B, "wan-b", fam, 2, MTU, false, MARK_B, COUNTER_B);
  }

  static NextHop hopNarrow(Fam fam) {
    return hop(NARROW, "narrow", fam, 3, NARROW_MTU, false, MARK_NARROW, 0);
  }

  static NextHop hopRaw(Fam fam) {
    return hop(RAW, "raw", fam, 4, MTU, true, MARK_RAW, 0);
  }

  private static NextHop hop(
      int ifindex, String name, Fam fam, int last, int mtu, boolean noL2, int mark, int counter) {
    Bytes gateway = Layers.address(fam.host(200, last));
    return new NextHop(ifindex, name, gateway, mtu, noL2, mark, counter);
  }

  static Route via(NextHop... hops) {
    List<Hop> members = new ArrayList<>();
    for (NextHop hop : hops) {
      members.add(new Hop(hop, 1));
    }
    return new Route(RouteKind.UNICAST, 0, members, 0, COUNTER_ROUTE);
  }

  static Route viaA(Fam fam) {
    return via(hopA(fam));
  }

  static Route viaB(Fam fam) {
    return via(hopB(fam));
  }

  static Route withMtu(Route route, int mtu) {
    return new Route(route.type(), mtu, route.hops(), route.mark(), route.counter());
  }

  /** A route of a type without next hops. */
  static Route of(RouteKind type) {
    int mark =
        switch (type) {
          case LOCAL -> LOCAL_MARK;
          case UNREACHABLE -> UNREACHABLE_MARK;
          case PROHIBIT -> PROHIBIT_MARK;
          default -> 0;
        };
    return new Route(type, 0, List.of(), mark, COUNTER_ROUTE);
  }
}
