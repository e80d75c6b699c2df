package dev.waymark.daemon.resolve;

import dev.waymark.api.net.Address;
import dev.waymark.api.v1alpha1.RouteType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a route of the kernel says but its destination. Routes that say the same share one.
 *
 * @param type absent for what only the kernel itself makes, such as a broadcast address
 * @param local the kernel keeps what is sent there to itself: an address, broadcast, anycast
 * @param protocol who added it: 2 kernel, 4 static, 186 BGP …
 * @param metric the kernel's priority; lower wins
 * @param src the preferred source
 * @param mtu in bytes; 0: the device's
 * @param selective it also selects by source or type of service, which no route of ours can
 */
public record KernelWay(
    @Nullable RouteType type,
    boolean local,
    int protocol,
    long metric,
    List<KernelHop> hops,
    @Nullable Address src,
    int mtu,
    boolean selective) {

  /**
   * One next hop.
   *
   * @param weight 1–256
   */
  public record KernelHop(@Nullable Address gateway, int interfaceIndex, int weight) {}

  public KernelWay {
    hops = List.copyOf(hops);
  }
}
