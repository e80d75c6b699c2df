package dev.waymark.compiler;

import dev.waymark.api.net.Prefix;
import dev.waymark.compiler.select.NodeFacts;
import java.util.List;

/**
 * All that the compiler may know beside the resources, in any order.
 *
 * @param nodes each name once
 * @param protectedPrefixes what the installer or the operator protects; the node adds its own
 *     addresses
 */
public record Facts(List<NodeFacts> nodes, List<Prefix> protectedPrefixes) {
  /** Keeps copies of the lists; refuses a node twice. */
  public Facts {
    nodes = List.copyOf(nodes);
    protectedPrefixes = protectedPrefixes.stream().sorted().distinct().toList();
    if (nodes.stream().map(NodeFacts::name).distinct().count() != nodes.size()) {
      throw new IllegalArgumentException("a node stands twice in the facts");
    }
  }
}
