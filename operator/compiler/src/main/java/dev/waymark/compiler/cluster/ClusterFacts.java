package dev.waymark.compiler.cluster;

import dev.waymark.api.net.Address;
import dev.waymark.api.net.Prefix;
import dev.waymark.compiler.Facts;
import dev.waymark.compiler.select.NodeFacts;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.networking.v1.ServiceCIDR;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The nodes of a cluster with their labels, and the prefixes that no route may take away from it:
 * where its Services, its Pods and its API server are.
 */
public final class ClusterFacts {

  /** Where the Service lives whose endpoints are the API servers. */
  public static final String API_SERVER_NAMESPACE = "default";

  /** The label, and the value, of the EndpointSlices that name the API servers. */
  public static final Map<String, String> API_SERVER_LABEL =
      Map.of("kubernetes.io/service-name", "kubernetes");

  private ClusterFacts() {}

  /**
   * Facts, whatever the order of the objects.
   *
   * @param nodes every Node object
   * @param serviceRanges every ServiceCIDR
   * @param apiServers the EndpointSlices of the API servers, see {@link #API_SERVER_LABEL}
   * @param installed what the installer protects beside
   * @throws IllegalArgumentException if an object holds what is no prefix or address; an API server
   *     accepts none such
   */
  public static Facts of(
      Collection<Node> nodes,
      Collection<ServiceCIDR> serviceRanges,
      Collection<EndpointSlice> apiServers,
      Collection<Prefix> installed) {
    List<String> podRanges = new ArrayList<>();
    for (Node node : nodes) {
      if (node.getSpec() != null) {
        podRanges.addAll(node.getSpec().getPodCIDRs());
      }
    }
    return new Facts(
        nodes.stream().map(ClusterFacts::node).toList(),
        protectedPrefixes(podRanges, serviceRanges, apiServers, installed));
  }

  /**
   * The widest prefixes that cover Pods, Services, API servers and what the installer lists: one
   * inside another adds nothing, so a new node changes no root where its Pods' range lies inside
   * one that the installer lists.
   *
   * @throws IllegalArgumentException as {@link #of}
   */
  public static List<Prefix> protectedPrefixes(
      Collection<String> podRanges,
      Collection<ServiceCIDR> serviceRanges,
      Collection<EndpointSlice> apiServers,
      Collection<Prefix> installed) {
    List<Prefix> all = new ArrayList<>(installed);
    podRanges.forEach(range -> all.add(prefix("a Node's podCIDRs", range)));
    for (ServiceCIDR range : serviceRanges) {
      if (range.getSpec() != null) {
        range.getSpec().getCidrs().forEach(cidr -> all.add(prefix(name(range), cidr)));
      }
    }
    for (EndpointSlice slice : apiServers) {
      // The other type holds names.
      if (slice.getAddressType().startsWith("IPv")) {
        slice
            .getEndpoints()
            .forEach(one -> one.getAddresses().forEach(a -> all.add(host(name(slice), a))));
      }
    }
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

  private static NodeFacts node(Node node) {
    Map<String, String> labels = node.getMetadata().getLabels();
    return new NodeFacts(node.getMetadata().getName(), labels == null ? Map.of() : labels);
  }

  private static Prefix prefix(String where, String text) {
    try {
      int slash = text.lastIndexOf('/');
      // Kubernetes lets a range carry host bits.
      return Prefix.of(
          Address.parse(text.substring(0, Math.max(0, slash))),
          Integer.parseInt(text.substring(slash + 1)));
    } catch (IllegalArgumentException e) {
      throw strange(where, text, e);
    }
  }

  private static Prefix host(String where, String text) {
    try {
      return Address.parse(text).toPrefix();
    } catch (IllegalArgumentException e) {
      throw strange(where, text, e);
    }
  }

  private static String name(HasMetadata object) {
    return object.getKind() + " " + object.getMetadata().getName();
  }

  private static IllegalArgumentException strange(
      String where, String text, IllegalArgumentException cause) {
    return new IllegalArgumentException(
        "%s: \"%s\" is no address or prefix".formatted(where, text), cause);
  }
}
