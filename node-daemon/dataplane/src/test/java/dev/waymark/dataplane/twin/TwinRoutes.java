package dev.waymark.dataplane.twin;

import dev.waymark.dataplane.Dataplane;
import dev.waymark.dataplane.DataplaneSettings;
import dev.waymark.dataplane.Publication;
import dev.waymark.dataplane.commit.Commit;
import dev.waymark.dataplane.packet.ConfigWriter;
import dev.waymark.dataplane.packet.Layers;
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
import dev.waymark.libbpf.link.TcxDirection;
import dev.waymark.libbpf.link.TcxLink;
import dev.waymark.libbpf.testing.TestNamespace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The routes that every router has, put into its kernel or into Waymark:
 *
 * <pre>
 *   net 2   by a gateway on wan           net 3  by a gateway on narrow, whose MTU is 1300
 *   net 4   by a gateway on lan again     net 5  IPv4 only, by an IPv6 gateway on wan
 *   net 6   on wan, each its own neighbour
 *   net 7   by the gateway on wan, with an MTU of 1400
 *   all     by the gateway on wan; only where {@code everywhere}
 * </pre>
 *
 * @param everywhere whether every destination has a route, and Waymark's kernels have all routes
 *     as well: what Waymark leaves to the kernel then takes the same way
 */
record TwinRoutes(boolean everywhere) {
  private static final int MARK_MASK = 0x1f7f;
  private static final int ROUTE_MTU = 1400;

  /** A way, and the destinations that go by it. */
  private record Way(
      int net, boolean v6, String gateway, String port, int ifindex, int mtu, int mark) {

    String prefix() {
      if (net == 0) {
        return v6 ? "::/0" : "0.0.0.0/0";
      }
      return v6 ? "2001:db8:" + net + "::/48" : "10." + net + ".0.0/16";
    }

    /** As {@code ip route} has it, without the destination. */
    String words() {
      String via = gateway.isEmpty() ? "" : "via ";
      boolean foreign = !v6 && gateway.contains(":");
      // IPv6 forwards by the route's MTU only if it is locked.
      return via
          + (foreign ? "inet6 " : "")
          + (gateway.isEmpty() ? "" : gateway + " ")
          + "dev "
          + port
          + (mtu == 0 ? "" : " mtu lock " + mtu);
    }
  }

  private List<Way> ways() {
    List<Way> ways = new ArrayList<>();
    for (boolean v6 : new boolean[] {false, true}) {
      if (everywhere) {
        ways.add(way(0, v6, at(v6, 200, 1), "wan", TwinRouter.WAN, 0));
      }
      ways.add(way(2, v6, at(v6, 200, 1), "wan", TwinRouter.WAN, 0));
      ways.add(way(3, v6, at(v6, 201, 1), "narrow", TwinRouter.NARROW, 0));
      ways.add(way(4, v6, at(v6, 1, 9), "lan", TwinRouter.LAN, 0));
      ways.add(way(6, v6, "", "wan", TwinRouter.WAN, 0));
      ways.add(way(7, v6, at(v6, 200, 1), "wan", TwinRouter.WAN, ROUTE_MTU));
    }
    ways.add(way(5, false, at(true, 200, 1), "wan", TwinRouter.WAN, 0));
    return ways;
  }

  private static Way way(int net, boolean v6, String gateway, String port, int ifindex, int mtu) {
    return new Way(net, v6, gateway, port, ifindex, mtu, 1 + net + (v6 ? 0x10 : 0));
  }

  private static String at(boolean v6, int net, int host) {
    return v6 ? TwinRouter.v6(net, host) : TwinRouter.v4(net, host);
  }

  /** Into the kernel's main table. */
  void intoTheKernel(TestNamespace router) {
    for (Way way : ways()) {
      router.ip("route add " + way.prefix() + " " + way.words());
    }
  }

  /** Waymark on a router, until it is closed. */
  record Served(Dataplane dataplane, TcxLink link, Path pins) implements AutoCloseable {
    @Override
    public void close() {
      link.detach();
      link.close();
      dataplane.close();
      Pinned.remove(pins);
    }
  }

  /** Into Waymark's main table, attached to {@code lan}; the kernel learns where marks lead. */
  Served intoWaymark(TestNamespace router, boolean fast) {
    if (everywhere) {
      intoTheKernel(router);
    }
    for (Way way : ways()) {
      String family = way.v6() ? "-6 " : "-4 ";
      int table = 20000 + way.mark();
      String onlink = way.gateway().isEmpty() ? "" : " onlink";
      router.ip(family + "route add default " + way.words() + onlink + " table " + table);
      router.ip(
          family
              + "rule add priority 20001 fwmark 0x%x/0x%x lookup %d"
                  .formatted(way.mark(), MARK_MASK, table));
    }
    Path pins = Path.of("/sys/fs/bpf", router.name());
    Dataplane dataplane = Dataplane.open(new DataplaneSettings(pins, 1 << 20, 1 << 20));
    Commit commit = dataplane.begin();
    ConfigWriter.write(config(fast), commit);
    if (!(dataplane.publish(commit, new byte[32]) instanceof Publication.Published)) {
      throw new AssertionError("eleven routes do not fit");
    }
    dataplane.confirm();
    TcxLink link =
        router.call(
            () -> TcxLink.attach(dataplane.program(), TwinRouter.LAN, TcxDirection.INGRESS));
    return new Served(dataplane, link, pins);
  }

  private Config config(boolean fast) {
    List<Declared> main = new ArrayList<>();
    for (Way way : ways()) {
      Bytes gateway = way.gateway().isEmpty() ? Bytes.of() : Layers.address(way.gateway());
      int deviceMtu = way.ifindex() == TwinRouter.NARROW ? TwinRouter.NARROW_MTU : 1500;
      NextHop hop =
          new NextHop(way.ifindex(), way.port(), gateway, deviceMtu, false, way.mark(), 0);
      Route route = new Route(RouteKind.UNICAST, way.mtu(), List.of(new Hop(hop, 1)), 0, 0);
      main.add(new Declared(Prefix.of(way.prefix()), route));
    }
    Route kernel = new Route(RouteKind.KERNEL, 0, List.of(), 0, 0);
    Route own = new Route(RouteKind.PROTECTED, 0, List.of(), 0, 0);
    List<Declared> owned = new ArrayList<>();
    for (int net : new int[] {1, 200, 201}) {
      main.add(new Declared(Prefix.of(TwinRouter.v4(net, 0) + "/16"), kernel));
      main.add(new Declared(Prefix.of(TwinRouter.v6(net, 0) + "/48"), kernel));
      owned.add(new Declared(Prefix.of("10." + net + ".255.255/32"), own));
      owned.add(new Declared(Prefix.of(TwinRouter.v4(net, net == 1 ? 1 : 254) + "/32"), own));
      owned.add(new Declared(Prefix.of(TwinRouter.v6(net, net == 1 ? 1 : 254) + "/128"), own));
      owned.add(new Declared(Prefix.of(TwinRouter.v6(net, 0) + "/128"), own));
    }
    owned.add(new Declared(Prefix.of("127.0.0.0/8"), own));
    TreeMap<Integer, List<Declared>> tables = new TreeMap<>();
    tables.put(0, owned);
    tables.put(254, main);
    Interface lan = new Interface(TwinRouter.LAN, fast, SourceCheck.OFF, true);
    return new Config(MARK_MASK, tables, List.of(), List.of(), List.of(lan));
  }
}
