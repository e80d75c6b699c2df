package dev.waymark.controller.observe;

import dev.waymark.api.net.Prefix;
import dev.waymark.api.node.v1alpha1.NodeRouting;
import dev.waymark.compiler.Facts;
import dev.waymark.compiler.Inputs;
import dev.waymark.compiler.model.Owner;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The cluster at one moment, as one pass sees it.
 *
 * @param inputs what is declared, what is being deleted as well
 * @param declared the same resources by name, without what they declare
 * @param nodes the Node objects, by name
 * @param routings the NodeRoutings, by name; some may be of nodes whose object is gone
 * @param protectedPrefixes the Service and Pod ranges, the API server, the installer's
 * @param uninstalling whether the administrator wants every node cleared
 * @param removalAccepted whether the administrator means a mass removal
 */
public record ClusterView(
    Inputs inputs,
    SortedMap<Owner, DeclaredResource> declared,
    SortedMap<String, ObservedNode> nodes,
    SortedMap<String, NodeRouting> routings,
    List<Prefix> protectedPrefixes,
    boolean uninstalling,
    boolean removalAccepted) {
  /** Keeps copies. */
  public ClusterView {
    declared = Collections.unmodifiableSortedMap(new TreeMap<>(declared));
    nodes = Collections.unmodifiableSortedMap(new TreeMap<>(nodes));
    routings = Collections.unmodifiableSortedMap(new TreeMap<>(routings));
    protectedPrefixes = List.copyOf(protectedPrefixes);
  }

  /** What the compiler may know beside the resources. */
  public Facts facts() {
    return new Facts(nodes.values().stream().map(ObservedNode::facts).toList(), protectedPrefixes);
  }
}
