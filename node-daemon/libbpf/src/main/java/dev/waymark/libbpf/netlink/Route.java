package dev.waymark.libbpf.netlink;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A route of one of the kernel's tables.
 *
 * @param table 254 is main, 255 local; any 32-bit number
 * @param destination with all bits after {@code prefixLength} zero
 * @param metric {@code RTA_PRIORITY}, unsigned: the smaller wins; the kernel reads 0 as 1024 in
 *     IPv6
 * @param protocol who added it: 2 kernel, 3 boot, 4 static, 186 BGP …
 * @param scope {@code RT_SCOPE_*}; -1 when adding: the one that fits
 * @param tos matches packets of this type of service only; 0 any (IPv4 only)
 * @param sourceLength of a source prefix, which this module reads but does not write; 0 none
 * @param hops none for types without a next hop, several for multipath
 * @param mtu 0 if the route says none; of an IPv6 route it is written as locked, for the kernel
 *     forwards by no other
 * @param nextHopId of a next-hop object, 0 if the route names its hops itself
 * @param flags {@code RTM_F_*} and {@code RTNH_F_*}
 */
public record Route(
    IpFamily family,
    int table,
    IpAddress destination,
    int prefixLength,
    RouteType type,
    int metric,
    int protocol,
    int scope,
    int tos,
    int sourceLength,
    List<RouteHop> hops,
    @Nullable IpAddress preferredSource,
    int mtu,
    int nextHopId,
    int flags)
    implements KernelObject.Changeable {

  public static final int TABLE_DEFAULT = 253;
  public static final int TABLE_MAIN = 254;
  public static final int TABLE_LOCAL = 255;

  private static final int STATIC = 4;
  private static final int RTM_F_CLONED = 0x200;

  public Route {
    hops = List.copyOf(hops);
    if (prefixLength < 0 || prefixLength > family.bits()) {
      throw new IllegalArgumentException("no such prefix length: " + prefixLength);
    }
  }

  /** A unicast route in table main without hops yet, protocol static. */
  public static Route to(IpAddress destination, int prefixLength) {
    return new Route(
        destination.family(),
        TABLE_MAIN,
        destination,
        prefixLength,
        RouteType.UNICAST,
        0,
        STATIC,
        -1,
        0,
        0,
        List.of(),
        null,
        0,
        0,
        0);
  }

  /** To everywhere that no longer prefix covers. */
  public static Route toDefault(IpFamily family) {
    return to(IpAddress.any(family), 0);
  }

  public Route inTable(int newTable) {
    return with(newTable, type, metric, protocol, hops, preferredSource, mtu);
  }

  public Route ofType(RouteType newType) {
    return with(table, newType, metric, protocol, hops, preferredSource, mtu);
  }

  public Route withMetric(int newMetric) {
    return with(table, type, newMetric, protocol, hops, preferredSource, mtu);
  }

  public Route withProtocol(int newProtocol) {
    return with(table, type, metric, newProtocol, hops, preferredSource, mtu);
  }

  public Route withHops(List<RouteHop> newHops) {
    return with(table, type, metric, protocol, newHops, preferredSource, mtu);
  }

  public Route withHop(RouteHop hop) {
    return withHops(List.of(hop));
  }

  public Route withPreferredSource(@Nullable IpAddress source) {
    return with(table, type, metric, protocol, hops, source, mtu);
  }

  public Route withMtu(int newMtu) {
    return with(table, type, metric, protocol, hops, preferredSource, newMtu);
  }

  private Route with(
      int newTable,
      RouteType newType,
      int newMetric,
      int newProtocol,
      List<RouteHop> newHops,
      @Nullable IpAddress source,
      int newMtu) {
    return new Route(
        family,
        newTable,
        destination,
        prefixLength,
        newType,
        newMetric,
        newProtocol,
        scope,
        tos,
        sourceLength,
        newHops,
        source,
        newMtu,
        nextHopId,
        flags);
  }

  /** The kernel's memory of one flow (a path MTU, a redirect), no route that anybody set. */
  public boolean cached() {
    return (flags & RTM_F_CLONED) != 0;
  }

  @Override
  public String toString() {
    return "%s %s/%d table %s"
        .formatted(type, destination, prefixLength, Integer.toUnsignedString(table));
  }
}
