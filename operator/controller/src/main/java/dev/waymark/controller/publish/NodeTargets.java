package dev.waymark.controller.publish;

import dev.waymark.api.json.TimeSpan;
import dev.waymark.api.node.v1alpha1.NodeRouting;
import dev.waymark.api.node.v1alpha1.NodeRoutingSpec;
import dev.waymark.api.v1alpha1.Rollout;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.DesiredTrial;
import dev.waymark.compiler.slice.Digest;
import dev.waymark.controller.observe.ClusterView;
import dev.waymark.controller.observe.ObservedNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What every NodeRouting shall say. Pure.
 *
 * @param targets one for each Node object, and one for each NodeRouting that outlived its own
 * @param expired nodes that are gone for so long that their NodeRouting goes as well
 */
public record NodeTargets(List<NodeTarget> targets, List<String> expired) {
  /** How long the NodeRouting outlives the Node object: the machine may come back, and asks. */
  static final Duration KEPT = Duration.ofHours(24);

  /** Keeps copies. */
  public NodeTargets {
    targets = List.copyOf(targets);
    expired = List.copyOf(expired);
  }

  /**
   * From what is decided to what is written. A node whose object is gone keeps what it was asked to
   * hold, unless everything is to be cleared.
   *
   * @param states what each node shall hold
   * @param root brings a state's slices to the API server and names its root
   * @param notes further annotations of every NodeRouting
   */
  public static NodeTargets of(
      ClusterView view,
      Map<String, DesiredState> states,
      Function<DesiredState, Digest> root,
      Map<String, String> notes,
      Instant now) {
    List<NodeTarget> targets = new ArrayList<>();
    List<String> expired = new ArrayList<>();
    for (ObservedNode node : view.nodes().values()) {
      DesiredState state =
          view.uninstalling()
              ? DesiredState.EMPTY
              : Objects.requireNonNull(states.get(node.name()), "every node has a state");
      targets.add(
          new NodeTarget(node.name(), node.uid(), root.apply(state), confirmWithin(state), notes));
    }
    view.routings()
        .forEach((name, routing) -> {
          if (!view.nodes().containsKey(name)) {
            Instant since = goneSince(routing, now);
            if (since.plus(KEPT).isBefore(now)) {
              expired.add(name);
            } else {
              targets.add(gone(name, routing, since, view.uninstalling() ? root : null, notes));
            }
          }
        });
    return new NodeTargets(targets, expired);
  }

  private static NodeTarget gone(
      String name,
      NodeRouting routing,
      Instant since,
      @Nullable Function<DesiredState, Digest> clearing,
      Map<String, String> notes) {
    NodeRoutingSpec spec = routing.getSpec();
    Map<String, String> annotations = new TreeMap<>(notes);
    annotations.put(NodeAnnotations.NODE_GONE_SINCE, since.toString());
    return new NodeTarget(
        name,
        spec.nodeUid(),
        clearing == null ? Digest.parse(spec.root()) : clearing.apply(DesiredState.EMPTY),
        spec.confirmWithin(),
        annotations);
  }

  /** Since when the node is known to be gone; now, if nobody noted it yet. */
  public static Instant goneSince(NodeRouting routing, Instant now) {
    String noted =
        NodeAnnotations.ours(routing.getMetadata().getAnnotations())
            .get(NodeAnnotations.NODE_GONE_SINCE);
    return noted == null ? now : Instant.parse(noted);
  }

  /** The shortest that any resource of the state asks for. */
  static TimeSpan confirmWithin(DesiredState state) {
    return state.trials().stream()
        .map(DesiredTrial::confirmWithin)
        .filter(Objects::nonNull)
        .min(Comparator.comparing(TimeSpan::duration))
        .orElse(Rollout.CONFIRM_WITHIN);
  }
}
