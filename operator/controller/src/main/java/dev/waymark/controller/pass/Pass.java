package dev.waymark.controller.pass;

import dev.waymark.compiler.Compiler;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.controller.metrics.OperatorMetrics;
import dev.waymark.controller.observe.ClusterInformers;
import dev.waymark.controller.observe.ClusterView;
import dev.waymark.controller.publish.NodeRoutingPublisher;
import dev.waymark.controller.publish.NodeTarget;
import dev.waymark.controller.publish.NodeTargets;
import dev.waymark.controller.publish.SliceCollection;
import dev.waymark.controller.publish.SlicePublisher;
import dev.waymark.controller.reconcile.NewestPass;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One pass, from what the cluster says to what it is told. */
public final class Pass implements Loop.Turn {
  private static final Duration AT_LEAST = Duration.ofSeconds(30);

  private final Compiled compiled = new Compiled();
  private final ClusterInformers cluster;
  private final SlicePublisher slices;
  private final NodeRoutingPublisher nodes;
  private final SliceCollection collection;
  private final NewestPass newest;
  private final OperatorMetrics metrics;
  private final Clock clock;

  public Pass(
      KubernetesClient client,
      ClusterInformers cluster,
      SlicePublisher slices,
      NodeRoutingPublisher nodes,
      SliceCollection collection,
      NewestPass newest,
      OperatorMetrics metrics,
      Clock clock) {
    this.cluster = cluster;
    this.slices = slices;
    this.nodes = nodes;
    this.collection = collection;
    this.newest = newest;
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public Duration run() {
    Optional<ClusterView> seen = metrics.timed("observe", cluster::view);
    if (seen.isEmpty()) {
      return Duration.ofSeconds(1);
    }
    ClusterView view = seen.get();
    Compiler compiler = metrics.timed("compile", () -> compiled.of(view));
    Map<String, DesiredState> states = compiler.declared().states();
    NodeTargets targets =
        NodeTargets.of(view, states, slices::publish, Map.of(), clock.instant());
    Optional<Duration> rest = nodes.publish(targets.targets(), view.routings());
    slices.retain(states.values());
    collection.collect(
        List.copyOf(view.routings().values()),
        targets.targets().stream().map(NodeTarget::root).map(Object::toString).toList());
    return rest.orElse(AT_LEAST);
  }
}
