package dev.waymark.daemon.observe;

import dev.waymark.api.net.Address;
import dev.waymark.api.net.Family;
import dev.waymark.api.net.Prefix;
import dev.waymark.daemon.kernel.Ownership;
import dev.waymark.daemon.resolve.InterfaceAddress;
import dev.waymark.daemon.resolve.InterfaceState;
import dev.waymark.daemon.resolve.KernelRoute;
import dev.waymark.daemon.resolve.NodeFacts;
import dev.waymark.libbpf.netlink.IpAddress;
import dev.waymark.libbpf.netlink.IpFamily;
import dev.waymark.libbpf.netlink.Link;
import dev.waymark.libbpf.netlink.NetlinkSocket;
import dev.waymark.libbpf.netlink.Route;
import dev.waymark.libbpf.netlink.RouteFilter;
import java.util.ArrayList;
import java.util.List;

/** The facts of the network namespace that the socket belongs to. */
public final class NodeObservation {

  private static final int ETHERNET_HEADER = 14;

  private final NetlinkSocket socket;

  public NodeObservation(NetlinkSocket socket) {
    this.socket = socket;
  }

  /** Everything, read now. */
  public NodeFacts facts() {
    return new NodeFacts(interfaces(), addresses(), mainRoutes(), keptByTheKernel());
  }

  private List<InterfaceState> interfaces() {
    List<InterfaceState> interfaces = new ArrayList<>();
    for (Link link : socket.links()) {
      boolean ethernet = link.type() == Link.ETHERNET || link.loopback();
      interfaces.add(
          new InterfaceState(
              link.ifindex(),
              link.name(),
              link.up(),
              link.lowerUp(),
              link.mtu(),
              ethernet ? ETHERNET_HEADER : 0,
              link.loopback(),
              link.kind(),
              link.masterIfindex(),
              link.mac()));
    }
    return interfaces;
  }

  private List<InterfaceAddress> addresses() {
    List<InterfaceAddress> addresses = new ArrayList<>();
    for (dev.waymark.libbpf.netlink.Address one : socket.addresses()) {
      Address own = address(one.address());
      IpAddress peer = one.peer();
      Address reached = peer == null ? own : address(peer);
      addresses.add(
          new InterfaceAddress(one.ifindex(), own, Prefix.of(reached, one.prefixLength())));
    }
    return addresses;
  }

  /** Ours in the main table, if there ever are any, take no part: they would hide themselves. */
  private List<KernelRoute> mainRoutes() {
    List<KernelRoute> routes = new ArrayList<>();
    for (IpFamily family : IpFamily.values()) {
      socket.forEachRoute(
          RouteFilter.table(family, Route.TABLE_MAIN),
          route -> {
            if (route.protocol() != Ownership.PROTOCOL) {
              routes.add(new KernelRoute(prefix(route), Integer.toUnsignedLong(route.metric())));
            }
          },
          () -> routes.removeIf(r -> r.to().family() == family(family)));
    }
    return routes;
  }

  private List<Prefix> keptByTheKernel() {
    List<Prefix> kept = new ArrayList<>();
    for (IpFamily family : IpFamily.values()) {
      for (Route route : socket.routes(RouteFilter.table(family, Route.TABLE_LOCAL))) {
        switch (route.type()) {
          case LOCAL, BROADCAST, ANYCAST -> kept.add(prefix(route));
          case UNICAST, MULTICAST, BLACKHOLE, UNREACHABLE, PROHIBIT, THROW, OTHER -> {
            // Not addresses of the node.
          }
        }
      }
    }
    return kept;
  }

  private static Prefix prefix(Route route) {
    return Prefix.of(address(route.destination()), route.prefixLength());
  }

  private static Address address(IpAddress address) {
    return new Address(family(address.family()), address.hi(), address.lo());
  }

  private static Family family(IpFamily family) {
    return family == IpFamily.V4 ? Family.V4 : Family.V6;
  }
}
