package dev.waymark.controller.observe;

import dev.waymark.api.net.Address;
import dev.waymark.api.net.Prefix;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.networking.v1.ServiceCIDR;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Which destinations the cluster needs for itself: Services, Pods, the API server, and what the
 * installer lists. Pure.
 */
final class ProtectedRanges {
  private static final String NO_ADDRESS = "FQDN";

  private ProtectedRanges() {}

  /**
   * The widest prefixes that cover them all: one inside another adds nothing, so that a new node
   * changes no root where its Pod range lies inside one that the installer lists.
   *
   * @throws IllegalArgumentException if a range cannot be read; the API server refuses such
   */
  static List<Prefix> of(
      Collection<ServiceCIDR> services,
      Collection<ObservedNode> nodes,
      Collection<EndpointSlice> apiServers,
      List<Prefix> installers) {
    List<Prefix> all = new ArrayList<>(installers);
    services.stream()
        .flatMap(range -> range.getSpec().getCidrs().stream())
        .forEach(range -> all.add(Prefix.parse(range)));
    nodes.stream()
        .flatMap(node -> node.podRanges().stream())
        .forEach(range -> all.add(Prefix.parse(range)));
    apiServers.stream()
        .filter(slice -> !slice.getAddressType().equals(NO_ADDRESS))
        .flatMap(slice -> slice.getEndpoints().stream())
        .flatMap(endpoint -> endpoint.getAddresses().stream())
        .forEach(address -> all.add(Address.parse(address).toPrefix()));
    return widest(all);
  }

  /** A prefix stands in the order right behind one that contains it, or behind its siblings. */
  private static List<Prefix> widest(List<Prefix> all) {
    List<Prefix> widest = new ArrayList<>();
    for (Prefix prefix : all.stream().sorted().toList()) {
      if (widest.isEmpty() || !widest.getLast().contains(prefix)) {
        widest.add(prefix);
      }
    }
    return widest;
  }
}
