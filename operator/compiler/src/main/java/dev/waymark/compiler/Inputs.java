package dev.waymark.compiler;

import dev.waymark.api.v1alpha1.RouteTable;
import dev.waymark.api.v1alpha1.RoutingPolicy;
import dev.waymark.api.v1alpha1.TrafficSteer;
import dev.waymark.compiler.contribution.ConfigMapData;
import java.util.List;

/** The resources to compile, in any order. They are read, never changed. */
public record Inputs(
    List<RouteTable> routeTables,
    List<RoutingPolicy> routingPolicies,
    List<TrafficSteer> trafficSteers,
    List<ConfigMapData> configMaps) {
  /** Nothing declared. */
  public static final Inputs NONE = new Inputs(List.of(), List.of(), List.of(), List.of());

  /** Keeps copies of the lists. */
  public Inputs {
    routeTables = List.copyOf(routeTables);
    routingPolicies = List.copyOf(routingPolicies);
    trafficSteers = List.copyOf(trafficSteers);
    configMaps = List.copyOf(configMaps);
  }
}
