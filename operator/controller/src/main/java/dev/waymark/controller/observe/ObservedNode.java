package dev.waymark.controller.observe;

import dev.waymark.compiler.select.NodeFacts;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A Node object as far as routing goes. Whether it is cordoned makes no difference, and is not
 * read.
 *
 * @param podRanges prefixes of its Pods, in the cluster's own words
 * @param ready whether its kubelet reports; a node of which nobody ever said anything counts as
 *     ready
 * @param since when that last changed
 */
public record ObservedNode(
    String name,
    String uid,
    Map<String, String> labels,
    List<String> podRanges,
    boolean ready,
    Instant since) {
  /** Keeps copies. */
  public ObservedNode {
    labels = Map.copyOf(labels);
    podRanges = List.copyOf(podRanges);
  }

  /** Reads a Node. */
  static ObservedNode of(Node node) {
    boolean ready = true;
    Instant since = Times.instant(node.getMetadata().getCreationTimestamp());
    for (NodeCondition condition : node.getStatus().getConditions()) {
      if (condition.getType().equals("Ready")) {
        ready = condition.getStatus().equals("True");
        since = Times.instant(condition.getLastTransitionTime());
      }
    }
    Map<String, String> labels = node.getMetadata().getLabels();
    return new ObservedNode(
        node.getMetadata().getName(),
        node.getMetadata().getUid(),
        labels == null ? Map.of() : labels,
        node.getSpec().getPodCIDRs(),
        ready,
        since);
  }

  /** What selectors see of it. */
  public NodeFacts facts() {
    return new NodeFacts(name, labels);
  }
}
