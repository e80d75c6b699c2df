package dev.waymark.controller.pass;

import dev.waymark.compiler.Compiler;
import dev.waymark.compiler.model.Owner;
import dev.waymark.controller.metrics.OperatorMetrics;
import dev.waymark.controller.observe.ClusterView;
import dev.waymark.controller.observe.DeclaredResource;
import dev.waymark.controller.reconcile.Finding;
import dev.waymark.controller.reconcile.NewestPass;
import dev.waymark.controller.rollout.NodeStanding;
import dev.waymark.controller.rollout.Roots;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of a pass: what it found goes to the reconcilers, the log and the metrics. */
public final class Gathering {
  private static final Logger LOG = LoggerFactory.getLogger(Gathering.class);
  private static final Duration NOTHING_DUE = Duration.ofMinutes(1);

  private final NewestPass newest;
  private final OperatorMetrics metrics;
  private SortedSet<Owner> guarded = new TreeSet<>();

  /** Tells these. */
  public Gathering(NewestPass newest, OperatorMetrics metrics) {
    this.newest = newest;
    this.metrics = metrics;
  }

  /** Gathers; returns when there will be more to tell, though nothing happens. */
  Duration gather(
      ClusterView view, Compiler compiler, Decision decision, Roots roots, Instant now) {
    SortedMap<Owner, Finding> found = new TreeMap<>();
    for (DeclaredResource resource : view.declared().values()) {
      boolean gone =
          resource.deleting()
              && Effects.of(resource.owner(), decision.standings().values(), roots).gone();
      found.put(resource.owner(), new Finding(resource.uid(), null, gone));
    }
    newest.post(found, view.declared());
    removals(decision.guarded());
    int proven = 0;
    for (NodeStanding node : decision.standings().values()) {
      if (node.specRoot() != null && node.specRoot().equals(node.stableRoot())) {
        proven++;
      }
    }
    metrics.nodes(proven, decision.standings().size() - proven);
    return NOTHING_DUE;
  }

  private void removals(SortedSet<Owner> now) {
    metrics.removalsHeld(now.size());
    if (!now.isEmpty() && !now.equals(guarded)) {
      LOG.warn("removals={} {}", now.size(), RemovalText.of(now));
    }
    guarded = now;
  }
}
