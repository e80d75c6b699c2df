package dev.waymark.compiler.select;

import java.util.Map;

/** A node as selectors see it. */
public record NodeFacts(String name, Map<String, String> labels) {
  /** Keeps a copy. */
  public NodeFacts {
    labels = Map.copyOf(labels);
  }
}
