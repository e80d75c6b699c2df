package dev.waymark.dataplane.nexthop;

import dev.waymark.dataplane.layout.RouteType;
import org.jspecify.annotations.Nullable;

/**
 * What happens to packets of a prefix. Equal routes share one record, however many prefixes they
 * are.
 *
 * @param type anything but NONE
 * @param mtu of the route, bytes, 0 to 65535; 0: the device's
 * @param group where to: a {@link Group} for UNICAST, a {@link Replication} for MULTICAST, and for
 *     them alone
 * @param mark for what the kernel is to answer itself: LOCAL, UNREACHABLE, PROHIBIT
 * @param counter index of its counter; 0: none
 * @param prefixLength of the prefixes it is for, in tables that a suppressing rule names; else 0
 */
public record Route(
    RouteType type, int mtu, @Nullable Forwarding group, int mark, int counter, int prefixLength) {

  public Route {
    boolean fits =
        switch (group) {
          case null -> type != RouteType.UNICAST && type != RouteType.MULTICAST;
          case Group one -> type == RouteType.UNICAST;
          case Replication each -> type == RouteType.MULTICAST;
        };
    if (type == RouteType.NONE || !fits) {
      throw new IllegalArgumentException("route of type " + type + " with group " + group);
    }
    if (mtu < 0 || mtu > 0xffff || counter < 0 || prefixLength < 0 || prefixLength > 128) {
      throw new IllegalArgumentException(
          "route: mtu=%d counter=%d prefixLength=%d".formatted(mtu, counter, prefixLength));
    }
  }

  /** A route that does not tell the length of its prefixes. */
  public Route(RouteType type, int mtu, @Nullable Forwarding group, int mark, int counter) {
    this(type, mtu, group, mark, counter, 0);
  }

  /** The same for prefixes of one length only. */
  public Route ofLength(int length) {
    return new Route(type, mtu, group, mark, counter, length);
  }

  /** Forward through a group. */
  public static Route unicast(Group group, int mtu, int counter) {
    return new Route(RouteType.UNICAST, mtu, group, 0, counter);
  }

  /** A copy to each output; for prefixes of groups of receivers only. */
  public static Route multicast(Replication outputs, int mtu, int counter) {
    return new Route(RouteType.MULTICAST, mtu, outputs, 0, counter);
  }

  /** A route without next hops: any type but UNICAST and MULTICAST. */
  public static Route of(RouteType type, int mark, int counter) {
    return new Route(type, 0, null, mark, counter);
  }
}
