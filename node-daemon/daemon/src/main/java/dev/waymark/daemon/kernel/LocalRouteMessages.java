package dev.waymark.daemon.kernel;

import dev.waymark.api.net.Address;
import dev.waymark.api.net.Family;
import dev.waymark.api.net.Prefix;
import dev.waymark.daemon.resolve.NextHopIdentity;
import dev.waymark.daemon.resolve.ResolvedRoute;
import dev.waymark.daemon.resolve.ResolvedRoute.Kind;
import dev.waymark.daemon.resolve.ResolvedRoute.Member;
import dev.waymark.libbpf.netlink.IpAddress;
import dev.waymark.libbpf.netlink.IpFamily;
import dev.waymark.libbpf.netlink.Route;
import dev.waymark.libbpf.netlink.RouteHop;
import dev.waymark.libbpf.netlink.RouteType;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Routes for local senders as the kernel's messages, and back: what is written reads the same. */
final class LocalRouteMessages {

  /** Of a route that has another shape than any of ours: equal to none that is wanted. */
  private static final ResolvedRoute STRANGE =
      new ResolvedRoute(Kind.PROTECTED, 0, List.of(), null);

  private final int table;

  LocalRouteMessages(int table) {
    this.table = table;
  }

  Route write(Prefix to, ResolvedRoute route) {
    Route empty =
        Route.to(ip(to.first()), to.length()).inTable(table).withProtocol(Ownership.PROTOCOL);
    Address src = route.src();
    return switch (route.kind()) {
      case UNICAST ->
          empty
              .withHops(route.members().stream().map(LocalRouteMessages::hop).toList())
              .withMtu(route.mtu())
              .withPreferredSource(src == null ? null : ip(src));
      case LOCAL -> empty.ofType(RouteType.LOCAL).withHop(RouteHop.onLink(KernelRouting.LOOPBACK));
      case BLACKHOLE -> empty.ofType(RouteType.BLACKHOLE);
      case UNREACHABLE -> empty.ofType(RouteType.UNREACHABLE);
      case PROHIBIT -> empty.ofType(RouteType.PROHIBIT);
      case THROW -> empty.ofType(RouteType.THROW);
      // Only read; deleting it needs no more than its prefix.
      case KERNEL, PROTECTED, MULTICAST -> empty;
    };
  }

  static ResolvedRoute read(Route route) {
    return switch (route.type()) {
      case UNICAST -> unicast(route);
      case LOCAL -> plain(Kind.LOCAL);
      case BLACKHOLE -> plain(Kind.BLACKHOLE);
      case UNREACHABLE -> plain(Kind.UNREACHABLE);
      case PROHIBIT -> plain(Kind.PROHIBIT);
      case THROW -> plain(Kind.THROW);
      case BROADCAST, ANYCAST, MULTICAST, OTHER -> STRANGE;
    };
  }

  static Prefix prefix(Route route) {
    return Prefix.of(address(route.destination()), route.prefixLength());
  }

  /**
   * Whether the kernel puts one in the other's place. In IPv6 it puts a route without a gateway
   * beside one with a gateway, and the old one would go on.
   */
  static boolean replaces(Family family, ResolvedRoute before, ResolvedRoute after) {
    return family == Family.V4 || (hasGateway(before) && hasGateway(after));
  }

  private static boolean hasGateway(ResolvedRoute route) {
    return !route.members().isEmpty()
        && route.members().stream().allMatch(m -> m.nextHop().gateway() != null);
  }

  private static ResolvedRoute plain(Kind kind) {
    return new ResolvedRoute(kind, 0, List.of(), null);
  }

  private static ResolvedRoute unicast(Route route) {
    if (route.hops().isEmpty()) {
      return STRANGE;
    }
    IpAddress src = route.preferredSource();
    List<Member> members =
        route.hops().stream()
            .map(LocalRouteMessages::member)
            .sorted(Comparator.comparing(Member::nextHop))
            .toList();
    return new ResolvedRoute(
        Kind.UNICAST, route.mtu(), members, null, src == null ? null : address(src));
  }

  private static Member member(RouteHop hop) {
    IpAddress gateway = hop.gateway();
    return new Member(
        new NextHopIdentity(hop.ifindex(), gateway == null ? null : address(gateway), 0),
        hop.weight());
  }

  /** The gateway was judged already: the kernel need not look for the subnet again. */
  private static RouteHop hop(Member member) {
    NextHopIdentity identity = member.nextHop();
    @Nullable Address gateway = identity.gateway();
    RouteHop hop =
        gateway == null
            ? RouteHop.onLink(identity.interfaceIndex())
            : RouteHop.via(ip(gateway), identity.interfaceIndex()).forcedOnLink();
    return hop.withWeight(member.weight());
  }

  private static IpAddress ip(Address address) {
    return IpAddress.of(address.bytes());
  }

  private static Address address(IpAddress address) {
    return new Address(
        address.family() == IpFamily.V4 ? Family.V4 : Family.V6, address.hi(), address.lo());
  }
}
