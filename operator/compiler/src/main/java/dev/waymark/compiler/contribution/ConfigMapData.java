package dev.waymark.compiler.contribution;

import java.util.Map;

/** The content of a ConfigMap that a RouteTable may name. */
public record ConfigMapData(String namespace, String name, Map<String, String> data) {
  /** Keeps a copy. */
  public ConfigMapData {
    data = Map.copyOf(data);
  }
}
