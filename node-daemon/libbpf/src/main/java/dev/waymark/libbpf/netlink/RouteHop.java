package dev.waymark.libbpf.netlink;

import org.jspecify.annotations.Nullable;

/**
 * One next hop of a route.
 *
 * @param gateway null if the destination is on the link; of the other family in an IPv4 route via
 *     an IPv6 gateway
 * @param ifindex 0 to let the kernel find the interface
 * @param weight 1 to 256
 * @param flags {@code RTNH_F_*}
 */
public record RouteHop(@Nullable IpAddress gateway, int ifindex, int weight, int flags) {
  private static final int RTNH_F_DEAD = 1;
  private static final int RTNH_F_ONLINK = 4;
  private static final int RTNH_F_LINKDOWN = 16;

  public static RouteHop via(IpAddress gateway, int ifindex) {
    return new RouteHop(gateway, ifindex, 1, 0);
  }

  /** The destination itself is a neighbour on the interface. */
  public static RouteHop onLink(int ifindex) {
    return new RouteHop(null, ifindex, 1, 0);
  }

  public RouteHop withWeight(int newWeight) {
    return new RouteHop(gateway, ifindex, newWeight, flags);
  }

  /** Takes the gateway for a neighbour even though no address of the interface says so. */
  public RouteHop forcedOnLink() {
    return new RouteHop(gateway, ifindex, weight, flags | RTNH_F_ONLINK);
  }

  public boolean forced() {
    return (flags & RTNH_F_ONLINK) != 0;
  }

  /** The interface is down, or its carrier is gone. */
  public boolean dead() {
    return (flags & (RTNH_F_DEAD | RTNH_F_LINKDOWN)) != 0;
  }
}
