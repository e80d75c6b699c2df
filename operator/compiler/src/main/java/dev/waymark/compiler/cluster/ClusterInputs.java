package dev.waymark.compiler.cluster;

import dev.waymark.api.v1alpha1.RouteTable;
import dev.waymark.api.v1alpha1.RoutingPolicy;
import dev.waymark.api.v1alpha1.TrafficSteer;
import dev.waymark.compiler.Inputs;
import dev.waymark.compiler.contribution.ConfigMapData;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The resources of a cluster as the compiler takes them. */
public final class ClusterInputs {

  private ClusterInputs() {}

  /** What stands declared; a resource that is being deleted declares nothing any more. */
  public static Inputs of(
      Collection<RouteTable> routeTables,
      Collection<RoutingPolicy> routingPolicies,
      Collection<TrafficSteer> trafficSteers,
      Collection<ConfigMap> configMaps) {
    return new Inputs(
        standing(routeTables),
        standing(routingPolicies),
        standing(trafficSteers),
        configMaps.stream().map(ClusterInputs::data).toList());
  }

  private static <T extends HasMetadata> List<T> standing(Collection<T> resources) {
    return resources.stream()
        .filter(resource -> resource.getMetadata().getDeletionTimestamp() == null)
        .toList();
  }

  private static ConfigMapData data(ConfigMap map) {
    Map<String, String> data = map.getData();
    return new ConfigMapData(
        map.getMetadata().getNamespace(),
        map.getMetadata().getName(),
        data == null ? Map.of() : data);
  }
}
