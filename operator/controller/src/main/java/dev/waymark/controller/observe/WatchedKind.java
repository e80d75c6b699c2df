package dev.waymark.controller.observe;

import dev.waymark.api.node.v1alpha1.NodeRouting;
import dev.waymark.api.node.v1alpha1.RouteSlice;
import dev.waymark.api.node.v1alpha1.RouteSliceSpec;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.NodeStatus;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What of a kind is kept in memory, and what of it matters.
 *
 * @param trimmed an object less what nobody reads
 * @param essence what of a trimmed object is looked at: a change of anything else goes unnoticed
 * @param additionsMatter whether a new object is news
 */
public record WatchedKind<T extends HasMetadata>(
    Class<T> type,
    UnaryOperator<T> trimmed,
    Function<T, List<@Nullable Object>> essence,
    boolean additionsMatter) {
  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
  private static final String READY = "Ready";

  /** Nodes, reduced to name, uid, labels, Pod ranges and whether they are ready. */
  public static final WatchedKind<Node> NODE =
      new WatchedKind<>(
          Node.class,
          WatchedKind::node,
          node ->
              Arrays.asList(
                  node.getMetadata().getUid(),
                  node.getMetadata().getLabels(),
                  node.getSpec().getPodCIDRs(),
                  node.getStatus().getConditions()),
          true);

  /** NodeRoutings whole: what they say is little, and all of it counts. */
  public static final WatchedKind<NodeRouting> NODE_ROUTING =
      new WatchedKind<>(
          NodeRouting.class,
          WatchedKind::light,
          routing ->
              Arrays.asList(
                  routing.getSpec(), routing.getStatus(), routing.getMetadata().getAnnotations()),
          true);

  /** Slices without their content: they never change, and the operator writes them itself. */
  public static final WatchedKind<RouteSlice> SLICE =
      new WatchedKind<>(RouteSlice.class, WatchedKind::slice, slice -> List.of(), false);

  /** A user's kind: what was declared counts, the status is the operator's own. */
  public static <T extends CustomResource<?, ?>> WatchedKind<T> declared(Class<T> type) {
    return new WatchedKind<>(
        type,
        WatchedKind::light,
        resource ->
            Arrays.asList(
                resource.getMetadata().getUid(),
                resource.getMetadata().getGeneration(),
                resource.getMetadata().getDeletionTimestamp()),
        true);
  }

  /** A kind that is kept as it comes, and of which every change counts. */
  public static <T extends HasMetadata> WatchedKind<T> whole(Class<T> type) {
    return new WatchedKind<>(
        type,
        WatchedKind::light,
        object -> Arrays.asList(object.getMetadata().getResourceVersion()),
        true);
  }

  /** A kind that is kept as it comes, but for what {@code trimmed} takes away. */
  public static <T extends HasMetadata> WatchedKind<T> trimmed(
      Class<T> type, UnaryOperator<T> trimmed) {
    return new WatchedKind<>(
        type,
        object -> trimmed.apply(light(object)),
        object -> Arrays.asList(object.getMetadata().getResourceVersion()),
        true);
  }

  T trim(T object) {
    return trimmed.apply(object);
  }

  boolean differ(T before, T after) {
    return !Objects.equals(essence.apply(before), essence.apply(after));
  }

  /** Nobody reads who manages which field, and client-side apply keeps each object twice. */
  private static <T extends HasMetadata> T light(T object) {
    ObjectMeta metadata = object.getMetadata();
    metadata.setManagedFields(new ArrayList<>());
    Map<String, String> annotations = metadata.getAnnotations();
    if (annotations != null && annotations.containsKey(LAST_APPLIED)) {
      Map<String, String> rest = new HashMap<>(annotations);
      rest.remove(LAST_APPLIED);
      metadata.setAnnotations(rest);
    }
    return object;
  }

  private static Node node(Node node) {
    ObjectMeta from = node.getMetadata();
    List<NodeCondition> ready = new ArrayList<>();
    NodeStatus status = node.getStatus();
    if (status != null) {
      for (NodeCondition condition : status.getConditions()) {
        if (condition.getType().equals(READY)) {
          // Without the heartbeat, which would be news of nothing.
          NodeCondition kept = new NodeCondition();
          kept.setType(READY);
          kept.setStatus(condition.getStatus());
          kept.setLastTransitionTime(condition.getLastTransitionTime());
          ready.add(kept);
        }
      }
    }
    return new NodeBuilder()
        .withNewMetadata()
        .withName(from.getName())
        .withUid(from.getUid())
        .withResourceVersion(from.getResourceVersion())
        .withCreationTimestamp(from.getCreationTimestamp())
        .withLabels(from.getLabels())
        .endMetadata()
        .withNewSpec()
        .withPodCIDRs(node.getSpec() == null ? List.of() : node.getSpec().getPodCIDRs())
        .endSpec()
        .withNewStatus()
        .withConditions(ready)
        .endStatus()
        .build();
  }

  private static RouteSlice slice(RouteSlice slice) {
    light(slice);
    RouteSliceSpec spec = slice.getSpec();
    slice.setSpec(new RouteSliceSpec(spec.kind(), spec.format(), spec.count(), null, spec.refs()));
    return slice;
  }
}
