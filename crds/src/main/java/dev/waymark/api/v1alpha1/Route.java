package dev.waymark.api.v1alpha1;

import dev.waymark.api.net.Address;
import dev.waymark.api.net.Family;
import dev.waymark.api.net.Prefix;
import dev.waymark.api.schema.Absent;
import dev.waymark.api.schema.ApiType;
import dev.waymark.api.schema.Check;
import dev.waymark.api.schema.Doc;
import dev.waymark.api.schema.Items;
import dev.waymark.api.schema.Range;
import dev.waymark.api.schema.Text;
import dev.waymark.api.schema.TextFormat;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One destination and its way. */
@ApiType
@Doc("One destination and its way.")
public record Route(
    @Doc("The destination, without host bits.") Prefix to,
    @Doc("What happens to the packet. Absent means Unicast.") @Nullable RouteType type,
    @Doc(
            "Among routes to the same prefix the lowest usable metric wins. Absent means 0, in both families.")
        @Range(max = 4_294_967_295L)
        @Nullable Long metric,
    @Doc(
            "The next hops, at most 16, which share the traffic by weight; of a Multicast route the interfaces, at most 32, that each get a copy. Required for Unicast and Multicast, and only there.")
        @Items(min = 1, max = 32)
        List<NextHop> via,
    @Doc("The source address of local senders.") @Nullable Address src,
    @Doc("The interface that a Multicast packet must come in by.") @Text(TextFormat.INTERFACE)
        @Nullable String inputInterface,
    @Doc(
            "The largest packet on this way, in bytes; the smaller of this and the device's counts. At least 1280 for IPv6.")
        @Range(min = 576, max = 65_535)
        @Nullable Integer mtu,
    @Doc("When the route ends. Absolute: applying the same file again never revives it.")
        @Nullable Instant expiresAt,
    @Doc("Accept a route that is equal to or inside a protected prefix. Absent means false.")
        @Nullable Boolean force) {
  private static final List<Prefix> LINK_LOCAL_GROUPS =
      List.of(Prefix.parse("224.0.0.0/24"), Prefix.parse("ff01::/16"), Prefix.parse("ff02::/16"));

  private static final int UNICAST_HOPS = 16;

  /** The rules that join its fields. */
  public static final List<Check<Route>> CHECKS =
      List.of(
          Check.of(
              "RT-VIA-01",
              "via",
              "has(self.via) || (has(self.type) && !(self.type in ['Unicast', 'Multicast']))",
              "is missing; a Unicast or Multicast route needs via with a gateway or an interface",
              r -> !r.effectiveType().forwards() || !r.via().isEmpty()),
          Check.of(
              "RT-VIA-02",
              "via",
              "!has(self.via) || !has(self.type) || self.type in ['Unicast', 'Multicast']",
              "does not fit the type; only Unicast and Multicast routes have next hops",
              r -> r.effectiveType().forwards() || r.via().isEmpty()),
          new Check<>(
              "RT-VIA-06",
              "via",
              "!has(self.via) || !isCIDR(self.to) || cidr(self.to).ip().family() == 4 || self.via.all(v, !has(v.gateway) || !isIP(v.gateway) || ip(v.gateway).family() == 6)",
              "is an IPv4 gateway of an IPv6 destination; write an IPv6 gateway",
              Route::ipv4GatewayOfIpv6),
          Check.of(
              "RT-VIA-07",
              "via",
              "!has(self.via) || (has(self.type) && self.type == 'Multicast') || size(self.via) <= 16",
              "has more than 16 next hops; only a Multicast route has up to 32",
              r -> r.effectiveType() == RouteType.Multicast || r.via().size() <= UNICAST_HOPS),
          Check.of(
              "RT-SRC-01",
              "src",
              "!has(self.src) || !isIP(self.src) || !isCIDR(self.to) || ip(self.src).family() == cidr(self.to).ip().family()",
              "is not of the destination's family; write an address of the same family as to",
              r -> r.src() == null || r.src().family() == r.to().family()),
          Check.of(
              "RT-MTU-01",
              "mtu",
              "!has(self.mtu) || !isCIDR(self.to) || cidr(self.to).ip().family() == 4 || self.mtu >= 1280",
              "is below the least MTU of IPv6; write 1280 or more",
              r -> r.mtu() == null || r.to().family() == Family.V4 || r.mtu() >= 1280),
          Check.of(
              "RT-MC-01",
              "inputInterface",
              "!has(self.type) || self.type != 'Multicast' || has(self.inputInterface)",
              "is missing; a Multicast route names the interface that its packets come in by",
              r -> r.effectiveType() != RouteType.Multicast || r.inputInterface() != null),
          Check.of(
              "RT-MC-02",
              "inputInterface",
              "!has(self.inputInterface) || (has(self.type) && self.type == 'Multicast')",
              "does not fit the type; only Multicast routes have it; to match an interface use a RoutingPolicy",
              r -> r.effectiveType() == RouteType.Multicast || r.inputInterface() == null),
          Check.of(
              "RT-MC-03",
              "to",
              "!has(self.type) || self.type != 'Multicast' || !isCIDR(self.to) || ((cidr('224.0.0.0/4').containsCIDR(self.to) || cidr('ff00::/8').containsCIDR(self.to)) && !cidr('224.0.0.0/24').containsCIDR(self.to) && !cidr('ff01::/16').containsCIDR(self.to) && !cidr('ff02::/16').containsCIDR(self.to))",
              "is no multicast group that can be routed; write a prefix in 224.0.0.0/4 or ff00::/8 outside 224.0.0.0/24, ff01::/16 and ff02::/16",
              r -> r.effectiveType() != RouteType.Multicast || routableGroups(r.to())),
          Check.of(
              "RT-MC-04",
              "via",
              "!has(self.type) || self.type != 'Multicast' || !has(self.via) || self.via.all(v, has(v.interface) && !has(v.gateway) && !has(v.weight) && !has(v.onlink))",
              "is more than interfaces; a Multicast route sends a copy by each interface, without gateway, weight or onlink",
              r ->
                  r.effectiveType() != RouteType.Multicast
                      || r.via().stream().allMatch(NextHop::interfaceAlone)));

  /** Absent lists and maps are empty. */
  public Route {
    via = Absent.toEmpty(via);
  }

  /** The type that counts: Unicast when absent. */
  public RouteType effectiveType() {
    return type == null ? RouteType.Unicast : type;
  }

  /** The metric that counts: 0 when absent. */
  public long effectiveMetric() {
    return metric == null ? 0 : metric;
  }

  /** Whether the route insists on a protected prefix. */
  public boolean forced() {
    return Boolean.TRUE.equals(force);
  }

  private static @Nullable String ipv4GatewayOfIpv6(Route route) {
    for (int i = 0; route.to.family() == Family.V6 && i < route.via.size(); i++) {
      Address gateway = route.via.get(i).gateway();
      if (gateway != null && gateway.family() == Family.V4) {
        return "via[" + i + "].gateway";
      }
    }
    return null;
  }

  private static boolean routableGroups(Prefix to) {
    return to.first().multicast()
        && to.last().multicast()
        && LINK_LOCAL_GROUPS.stream().noneMatch(groups -> groups.contains(to));
  }
}
