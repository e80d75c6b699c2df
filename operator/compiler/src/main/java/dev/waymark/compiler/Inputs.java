package dev.waymark.compiler;

import dev.waymark.api.v1alpha1.RouteTable;
import dev.waymark.api.v1alpha1.RoutingPolicy;
import dev.waymark.api.v1alpha1.TrafficSteer;
import dev.waymark.api.yaml.YamlDocument;
import dev.waymark.api.yaml.YamlReading;
import dev.waymark.compiler.contribution.ConfigMapData;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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

  /** The resources that files hold, with the ConfigMaps beside them. */
  public static Inputs of(YamlReading reading) {
    List<ConfigMapData> configMaps = new ArrayList<>();
    for (YamlDocument document : reading.documents()) {
      if (document instanceof YamlDocument.Config config) {
        configMaps.add(data(config.configMap()));
      }
    }
    return new Inputs(
        reading.resources(RouteTable.class),
        reading.resources(RoutingPolicy.class),
        reading.resources(TrafficSteer.class),
        configMaps);
  }

  /** Without a namespace it is {@code default}, as kubectl would have it. */
  private static ConfigMapData data(ConfigMap map) {
    String namespace = map.getMetadata().getNamespace();
    Map<String, String> data = map.getData();
    return new ConfigMapData(
        namespace == null ? "default" : namespace,
        map.getMetadata().getName(),
        data == null ? Map.of() : data);
  }
}
