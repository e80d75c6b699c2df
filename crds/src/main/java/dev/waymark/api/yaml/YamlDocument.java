package dev.waymark.api.yaml;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.CustomResource;

/** A document without errors, and where each of its fields stands. */
public sealed interface YamlDocument {
  /** Where the document's fields stand. */
  Positions positions();

  /** One of our resources. */
  record Resource(CustomResource<?, ?> resource, Positions positions) implements YamlDocument {}

  /** A ConfigMap, which a {@code routesFrom} may name. */
  record Config(ConfigMap configMap, Positions positions) implements YamlDocument {}
}
