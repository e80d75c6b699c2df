package dev.waymark.controller.pass;

import dev.waymark.compiler.Compiler;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.slice.Digest;
import dev.waymark.controller.metrics.OperatorMetrics;
import dev.waymark.controller.observe.ClusterInformers;
import dev.waymark.controller.observe.ClusterView;
import dev.waymark.controller.publish.ApiSlices;
import dev.waymark.controller.publish.NodeAnnotations;
import dev.waymark.controller.publish.NodeRoutingPublisher;
import dev.waymark.controller.publish.NodeTarget;
import dev.waymark.controller.publish.NodeTargets;
import dev.waymark.controller.publish.SliceCollection;
import dev.waymark.controller.publish.SlicePublisher;
import dev.waymark.controller.rollout.NodeStanding;
import dev.waymark.controller.rollout.Rejection;
import dev.waymark.controller.rollout.Roots;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Stream;

/** One pass, from what the cluster says to what it is told. For one thread. */
public final class Pass implements Loop.Turn {
  /** Some things change by the passing of time alone, and a watch may be deaf. */
  private static final Duration AT_THE_LATEST = Duration.ofSeconds(10);

  private static final Duration UNREAD = Duration.ofSeconds(1);

  private final Compiled compiled = new Compiled();
  private final Vanished vanished = new Vanished();
  private final Roots roots;
  private final ClusterInformers cluster;
  private final ApiSlices read;
  private final SlicePublisher slices;
  private final NodeRoutingPublisher nodes;
  private final SliceCollection collection;
  private final Announcements announcements;
  private final OperatorMetrics metrics;
  private final Clock clock;

  /** For one leader. */
  public Pass(
      ClusterInformers cluster,
      ApiSlices read,
      SlicePublisher slices,
      NodeRoutingPublisher nodes,
      SliceCollection collection,
      Announcements announcements,
      OperatorMetrics metrics,
      Clock clock) {
    this.cluster = cluster;
    this.read = read;
    this.roots = new Roots(read);
    this.slices = slices;
    this.nodes = nodes;
    this.collection = collection;
    this.announcements = announcements;
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public Duration run() {
    try {
      Optional<ClusterView> seen = metrics.timed("observe", cluster::view);
      return seen.isEmpty() ? UNREAD : run(seen.get(), clock.instant());
    } catch (RuntimeException e) {
      metrics.passFailed();
      throw e;
    } finally {
      slices.passed();
      read.forget();
    }
  }

  private Duration run(ClusterView view, Instant now) {
    Compiler compiler = metrics.timed("compile", () -> compiled.of(view));
    Decision decision =
        metrics.timed("decide", () -> Decision.of(view, compiler, roots, vanished, now));
    NodeTargets targets = metrics.timed("slices", () -> targets(view, decision, now));
    Optional<Duration> rest =
        metrics.timed("publish", () -> nodes.publish(targets.targets(), view.routings()));
    Duration gathered =
        metrics.timed(
            "gather", () -> announcements.tell(view, compiler.declared(), decision, roots, now));
    Duration collected = metrics.timed("collect", () -> collect(view, targets));
    forget(decision, targets);
    Duration settled = decision.settling().isEmpty() ? AT_THE_LATEST : Vanished.MOMENT;
    return Stream.of(rest.orElse(AT_THE_LATEST), gathered, collected, settled, AT_THE_LATEST)
        .min(Duration::compareTo)
        .orElseThrow();
  }

  /** Every root with its slices; after this, whoever is asked for one finds it. */
  private NodeTargets targets(ClusterView view, Decision decision, Instant now) {
    return NodeTargets.of(view, decision.states(), this::publish, notes(decision.guarded()), now);
  }

  private Digest publish(DesiredState state) {
    Digest root = slices.publish(state);
    roots.put(root, state);
    return root;
  }

  private static Map<String, String> notes(SortedSet<Owner> guarded) {
    return guarded.isEmpty()
        ? Map.of()
        : Map.of(NodeAnnotations.REMOVAL_HELD, RemovalText.of(guarded));
  }

  private Duration collect(ClusterView view, NodeTargets targets) {
    targets.expired().forEach(nodes::delete);
    return collection.collect(
        view.routings().values(),
        targets.targets().stream().map(target -> target.root().toString()).toList());
  }

  /** Forgets what no node speaks of any more. */
  private void forget(Decision decision, NodeTargets targets) {
    Set<Digest> wanted = new HashSet<>();
    targets.targets().stream().map(NodeTarget::root).forEach(wanted::add);
    for (NodeStanding node : decision.standings().values()) {
      node.rejections().stream().map(Rejection::root).forEach(wanted::add);
      Stream.of(node.specRoot(), node.activeRoot(), node.stableRoot())
          .flatMap(Stream::ofNullable)
          .forEach(wanted::add);
    }
    roots.retain(wanted);
  }
}
