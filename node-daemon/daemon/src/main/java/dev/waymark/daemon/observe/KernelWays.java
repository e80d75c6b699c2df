package dev.waymark.daemon.observe;

import dev.waymark.api.net.Address;
import dev.waymark.api.net.Family;
import dev.waymark.api.v1alpha1.RouteType;
import dev.waymark.daemon.resolve.KernelWay;
import dev.waymark.daemon.resolve.KernelWay.KernelHop;
import dev.waymark.libbpf.netlink.IpAddress;
import dev.waymark.libbpf.netlink.IpFamily;
import dev.waymark.libbpf.netlink.Route;
import dev.waymark.libbpf.netlink.RouteHop;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The kernel's routes and addresses in the words of the resolution. */
final class KernelWays {

  private static final Comparator<KernelHop> ORDER =
      Comparator.comparingInt(KernelHop::interfaceIndex)
          .thenComparing(KernelHop::gateway, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparingInt(KernelHop::weight);

  private KernelWays() {}

  static KernelWay of(Route route) {
    IpAddress src = route.preferredSource();
    List<RouteHop> hops = route.hops();
    return new KernelWay(
        type(route),
        local(route),
        route.protocol(),
        Integer.toUnsignedLong(route.metric()),
        hops.size() == 1
            ? List.of(hop(hops.getFirst()))
            : hops.stream().map(KernelWays::hop).sorted(ORDER).toList(),
        src == null ? null : address(src),
        route.mtu(),
        route.tos() != 0 || route.sourceLength() != 0);
  }

  static Address address(IpAddress address) {
    return new Address(family(address.family()), address.hi(), address.lo());
  }

  static Family family(IpFamily family) {
    return family == IpFamily.V4 ? Family.V4 : Family.V6;
  }

  private static KernelHop hop(RouteHop hop) {
    IpAddress gateway = hop.gateway();
    return new KernelHop(gateway == null ? null : address(gateway), hop.ifindex(), hop.weight());
  }

  private static @Nullable RouteType type(Route route) {
    return switch (route.type()) {
      case UNICAST -> RouteType.Unicast;
      case LOCAL -> RouteType.Local;
      case BLACKHOLE -> RouteType.Blackhole;
      case UNREACHABLE -> RouteType.Unreachable;
      case PROHIBIT -> RouteType.Prohibit;
      case THROW -> RouteType.Throw;
      case BROADCAST, ANYCAST, MULTICAST, OTHER -> null;
    };
  }

  private static boolean local(Route route) {
    return switch (route.type()) {
      case LOCAL, BROADCAST, ANYCAST -> true;
      case UNICAST, MULTICAST, BLACKHOLE, UNREACHABLE, PROHIBIT, THROW, OTHER -> false;
    };
  }
}
