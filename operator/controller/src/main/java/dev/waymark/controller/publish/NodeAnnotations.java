package dev.waymark.controller.publish;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the operator notes on a NodeRouting for people, and for the next leader. */
public final class NodeAnnotations {
  /** Since when there is no Node object of this name; RFC 3339. */
  public static final String NODE_GONE_SINCE = "waymark.dev/node-gone-since";

  /** Whose removal is held back, and how to say that it is meant. */
  public static final String REMOVAL_HELD = "waymark.dev/removal-held";

  private static final Set<String> ALL = Set.of(NODE_GONE_SINCE, REMOVAL_HELD);

  private NodeAnnotations() {}

  /** Those that are the operator's. */
  public static Map<String, String> ours(@Nullable Map<String, String> annotations) {
    Map<String, String> ours = new TreeMap<>(annotations == null ? Map.of() : annotations);
    ours.keySet().retainAll(ALL);
    return ours;
  }
}
