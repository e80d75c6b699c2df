package dev.waymark.controller.publish;

import dev.waymark.api.node.v1alpha1.NodeRouting;
import dev.waymark.api.node.v1alpha1.NodeRoutingSpec;
import dev.waymark.compiler.slice.Slice;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes NodeRoutings by server-side apply: only those that say something else than they shall, and
 * not faster than its budget. A node whose NodeRouting the API server refuses keeps no other
 * waiting. For one thread.
 */
public final class NodeRoutingPublisher {
  private static final Logger LOG = LoggerFactory.getLogger(NodeRoutingPublisher.class);
  private static final String EPOCH = "spec.epoch";

  /** What was sent, and what the informer had before: it may not have seen the write yet. */
  private record Sent(NodeTarget target, @Nullable String before, long when) {}

  private static final Duration ECHO = Duration.ofSeconds(10);
  private static final Duration REFUSED = Duration.ofSeconds(10);

  private final Map<String, Sent> sent = new HashMap<>();
  private final Map<String, Sent> refused = new HashMap<>();
  private final KubernetesClient client;
  private final WriteBudget budget;
  private final LongSupplier nanoTime;
  private final String fieldManager;
  private final long epoch;

  /**
   * For one leader.
   *
   * @param epoch of this leader: higher than any before
   * @param nanoTime the clock of the budget
   */
  public NodeRoutingPublisher(
      KubernetesClient client,
      WriteBudget budget,
      LongSupplier nanoTime,
      String fieldManager,
      long epoch) {
    this.client = client;
    this.budget = budget;
    this.nanoTime = nanoTime;
    this.fieldManager = fieldManager;
    this.epoch = epoch;
  }

  /**
   * Writes what differs.
   *
   * @param routings what the API server has
   * @return the time after which there is more to write, if there is
   * @throws KubernetesClientException if the API server is away, or takes nothing from us
   * @throws EpochPassed if another leader publishes
   */
  public Optional<Duration> publish(
      Collection<NodeTarget> targets, Map<String, NodeRouting> routings) {
    List<String> names = targets.stream().map(NodeTarget::node).toList();
    sent.keySet().retainAll(names);
    refused.keySet().retainAll(names);
    for (NodeTarget target : targets) {
      NodeRouting there = routings.get(target.node());
      if (says(there, target)
          || recent(sent.get(target.node()), there, target, ECHO)
          || recent(refused.get(target.node()), there, target, REFUSED)) {
        continue;
      }
      if (!budget.take(nanoTime.getAsLong())) {
        return Optional.of(budget.pause());
      }
      Sent now = new Sent(target, version(there), nanoTime.getAsLong());
      try {
        apply(target);
        sent.put(target.node(), now);
        refused.remove(target.node());
      } catch (KubernetesClientException e) {
        if (ApiRefusal.names(e, EPOCH)) {
          throw new EpochPassed(epoch, e);
        }
        if (!ofThisNodeOnly(e)) {
          throw e;
        }
        LOG.warn("node={} its NodeRouting is refused: {}", target.node(), ApiRefusal.sentence(e));
        refused.put(target.node(), now);
      }
    }
    return refused.isEmpty() ? Optional.empty() : Optional.of(REFUSED);
  }

  /** Deletes the NodeRouting of a node that is gone for good. */
  public void delete(String node) {
    LOG.info("node={} is gone for long, and its NodeRouting goes as well", node);
    client.resources(NodeRouting.class).withName(node).delete();
  }

  private void apply(NodeTarget target) {
    NodeRouting routing = new NodeRouting();
    routing.setMetadata(
        new ObjectMetaBuilder()
            .withName(target.node())
            .withAnnotations(target.annotations())
            .build());
    routing.setSpec(
        new NodeRoutingSpec(
            target.root().toString(), Slice.FORMAT, epoch, target.uid(), target.confirmWithin()));
    client.resource(routing).fieldManager(fieldManager).forceConflicts().serverSideApply();
  }

  private static boolean says(@Nullable NodeRouting there, NodeTarget target) {
    if (there == null) {
      return false;
    }
    NodeRoutingSpec spec = there.getSpec();
    Map<String, String> annotations = there.getMetadata().getAnnotations();
    return spec != null
        && spec.root().equals(target.root().toString())
        && spec.format() == Slice.FORMAT
        && Objects.equals(spec.nodeUid(), target.uid())
        && spec.confirmWithin().equals(target.confirmWithin())
        && NodeAnnotations.ours(annotations).equals(target.annotations());
  }

  /** Whether this very target was tried a moment ago, and the API server has said nothing since. */
  private boolean recent(
      @Nullable Sent last, @Nullable NodeRouting there, NodeTarget target, Duration moment) {
    return last != null
        && last.target().equals(target)
        && Objects.equals(last.before(), version(there))
        && nanoTime.getAsLong() - last.when() < moment.toNanos();
  }

  private static @Nullable String version(@Nullable NodeRouting there) {
    return there == null ? null : there.getMetadata().getResourceVersion();
  }

  /** Other answers are about the API server, or about us: the next write would meet the same. */
  private static boolean ofThisNodeOnly(KubernetesClientException failure) {
    return switch (failure.getCode()) {
      case 400, 404, 409, 422 -> true;
      default -> false;
    };
  }
}
