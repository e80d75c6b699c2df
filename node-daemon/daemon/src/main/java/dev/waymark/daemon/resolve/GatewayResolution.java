package dev.waymark.daemon.resolve;

import dev.waymark.api.net.Address;
import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.compiler.model.DesiredLiveness;
import dev.waymark.compiler.model.Hop;
import dev.waymark.daemon.resolve.HopOutcome.Unusable;
import dev.waymark.daemon.resolve.HopOutcome.Usable;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Next hops against the node's connected subnets: one level, never through another route.
 *
 * <p>With an interface, the gateway must lie on one of its subnets, be link-local, or be declared
 * {@code onlink}. Without, the longest connected subnet that holds the gateway gives the interface.
 */
final class GatewayResolution {

  private final NodeFacts facts;
  private final Map<Integer, InterfaceState> byIndex;
  private final Set<Address> own;

  GatewayResolution(NodeFacts facts) {
    this.facts = facts;
    this.byIndex = facts.byIndex();
    this.own = facts.own();
  }

  boolean isOwn(Address address) {
    return own.contains(address);
  }

  /**
   * @param mtu of the route, in bytes; 0 is the device's
   */
  HopOutcome resolve(Hop hop, int mtu) {
    Address gateway = hop.gateway();
    if (gateway != null && own.contains(gateway)) {
      return new Unusable(
          Reason.GatewayUnreachable, "gateway %s is this node's own address".formatted(gateway));
    }
    String name = hop.interfaceName();
    if (name != null) {
      return through(name, hop, gateway, mtu);
    }
    if (gateway == null) {
      throw new IllegalArgumentException("a next hop has a gateway or an interface: " + hop);
    }
    InterfaceAddress subnet = longestSubnetOf(gateway);
    InterfaceState output = subnet == null ? null : byIndex.get(subnet.interfaceIndex());
    if (output == null) {
      return new Unusable(
          Reason.GatewayUnreachable,
          "gateway %s is on no subnet of this node; name its interface, or correct it"
              .formatted(gateway));
    }
    return usable(output, gateway, mtu);
  }

  /** A gateway that is watched and does not answer is no better than an interface that is down. */
  HopOutcome alive(HopOutcome found, @Nullable DesiredLiveness how) {
    if (how == null || !(found instanceof Usable(NextHopIdentity identity))) {
      return found;
    }
    Address gateway = identity.gateway();
    InterfaceState output = byIndex.get(identity.interfaceIndex());
    if (gateway == null || output == null) {
      return found;
    }
    WatchedGateway watched = WatchedGateway.of(how, output, gateway);
    return facts.silent().contains(watched)
        ? new Unusable(Reason.GatewaySilent, watched.silence())
        : found;
  }

  private HopOutcome through(String name, Hop hop, @Nullable Address gateway, int mtu) {
    InterfaceState output = facts.named(name);
    if (output == null) {
      return new Unusable(
          Reason.InterfaceAbsent, "there is no interface %s on this node".formatted(name));
    }
    boolean reachable =
        gateway == null || hop.onlink() || gateway.linkLocal() || onSubnetOf(output, gateway);
    if (!reachable) {
      return output.usable()
          ? new Unusable(
              Reason.GatewayUnreachable,
              "gateway %s is on no subnet of %s; set onlink: true if it is a neighbour all the same"
                  .formatted(gateway, name))
          // An interface that is down may have lost its addresses with its state.
          : new Unusable(Reason.InterfaceDown, output.whyUnusable());
    }
    return usable(output, gateway, mtu);
  }

  private static HopOutcome usable(InterfaceState output, @Nullable Address gateway, int mtu) {
    if (!output.usable()) {
      return new Unusable(Reason.InterfaceDown, output.whyUnusable());
    }
    int own = mtu < output.mtu() ? mtu : 0;
    return new Usable(new NextHopIdentity(output.index(), gateway, own));
  }

  private boolean onSubnetOf(InterfaceState output, Address gateway) {
    return facts.addresses().stream()
        .anyMatch(a -> a.interfaceIndex() == output.index() && a.connected().contains(gateway));
  }

  /** Of equally long subnets the one on a usable interface, then that of the lowest index. */
  private @Nullable InterfaceAddress longestSubnetOf(Address gateway) {
    List<InterfaceAddress> holding =
        facts.addresses().stream().filter(a -> a.connected().contains(gateway)).toList();
    return holding.stream()
        .max(
            Comparator.comparingInt((InterfaceAddress a) -> a.connected().length())
                .thenComparing(this::isUsable)
                .thenComparing(
                    InterfaceAddress::interfaceIndex, Comparator.<Integer>reverseOrder()))
        .orElse(null);
  }

  private boolean isUsable(InterfaceAddress address) {
    InterfaceState state = byIndex.get(address.interfaceIndex());
    return state != null && state.usable();
  }
}
