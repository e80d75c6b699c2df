package dev.waymark.controller.publish;

import dev.waymark.api.json.TimeSpan;
import dev.waymark.compiler.slice.Digest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one NodeRouting shall say.
 *
 * @param uid of the Node object; null where none was ever known
 * @param annotations all that the operator has to say besides
 */
public record NodeTarget(
    String node,
    @Nullable String uid,
    Digest root,
    TimeSpan confirmWithin,
    Map<String, String> annotations) {
  /** Keeps a copy. */
  public NodeTarget {
    annotations = Map.copyOf(annotations);
  }
}
