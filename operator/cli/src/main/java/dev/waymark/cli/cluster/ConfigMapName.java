package dev.waymark.cli.cluster;

import dev.waymark.api.v1alpha1.ConfigMapRef;
import dev.waymark.api.v1alpha1.RouteSource;
import dev.waymark.api.v1alpha1.RouteTable;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Which ConfigMap. */
record ConfigMapName(String namespace, String name) implements Comparable<ConfigMapName> {

  private static final Comparator<ConfigMapName> ORDER =
      Comparator.comparing(ConfigMapName::namespace).thenComparing(ConfigMapName::name);

  /** Those that a RouteTable names. */
  static List<ConfigMapName> of(RouteTable table) {
    return table.getSpec() == null
        ? List.of()
        : table.getSpec().routesFrom().stream()
            .map(RouteSource::configMap)
            .filter(Objects::nonNull)
            .map((ConfigMapRef map) -> new ConfigMapName(map.namespace(), map.name()))
            .toList();
  }

  @Override
  public int compareTo(ConfigMapName other) {
    return ORDER.compare(this, other);
  }
}
