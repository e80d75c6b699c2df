package dev.waymark.compiler.contribution;

import dev.waymark.api.v1alpha1.ConfigMapRef;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The ConfigMaps at hand, by namespace and name. */
public final class ConfigMaps {
  private final Map<String, ConfigMapData> byName;

  /** Of two with one name the first counts; the reader of files refuses the second. */
  public ConfigMaps(List<ConfigMapData> all) {
    byName =
        all.stream()
            .collect(
                Collectors.toMap(
                    map -> map.namespace() + "/" + map.name(),
                    map -> map,
                    (first, second) -> first));
  }

  @Nullable ConfigMapData find(ConfigMapRef ref) {
    return byName.get(ref.namespace() + "/" + ref.name());
  }

  @Nullable String text(ConfigMapRef ref) {
    ConfigMapData map = find(ref);
    return map == null ? null : map.data().get(ref.key());
  }
}
