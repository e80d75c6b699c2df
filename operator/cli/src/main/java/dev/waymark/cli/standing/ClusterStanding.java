package dev.waymark.cli.standing;

import dev.waymark.api.node.v1alpha1.NodeRouting;
import io.fabric8.kubernetes.api.model.Node;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The nodes and the resources of a cluster.
 *
 * @param nodes by name; those without a Node object too
 * @param resources by kind, namespace and name
 */
public record ClusterStanding(List<NodeStanding> nodes, List<ResourceLine> resources) {

  /** Sorts. */
  public ClusterStanding {
    nodes = nodes.stream().sorted(Comparator.comparing(NodeStanding::node)).toList();
    resources = resources.stream().sorted(Comparator.comparing(ResourceLine::resource)).toList();
  }

  /** From what the API server has. */
  public static ClusterStanding of(
      Collection<Node> nodes, Collection<NodeRouting> routings, List<ResourceLine> resources) {
    Map<String, Node> nodeOf = new TreeMap<>();
    nodes.forEach(node -> nodeOf.put(node.getMetadata().getName(), node));
    Map<String, NodeRouting> routingOf = new TreeMap<>();
    routings.forEach(routing -> routingOf.put(routing.getMetadata().getName(), routing));
    Set<String> names = new TreeSet<>(nodeOf.keySet());
    names.addAll(routingOf.keySet());
    return new ClusterStanding(
        names.stream()
            .map(name -> NodeStanding.of(name, nodeOf.get(name), routingOf.get(name)))
            .toList(),
        resources);
  }

  /** Whether every node holds what it shall hold, and every resource is ready. */
  public boolean isReady() {
    return nodes.stream().allMatch(NodeStanding::converged)
        && resources.stream().allMatch(ResourceLine::isReady);
  }
}
