package dev.waymark.controller.pass;

import dev.waymark.compiler.Compiler;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.slice.Digest;
import dev.waymark.controller.observe.ClusterView;
import dev.waymark.controller.publish.NodeTargets;
import dev.waymark.controller.publish.RemovalGuard;
import dev.waymark.controller.rollout.Declared;
import dev.waymark.controller.rollout.NextWave;
import dev.waymark.controller.rollout.NodeStanding;
import dev.waymark.controller.rollout.RolloutView;
import dev.waymark.controller.rollout.Roots;
import dev.waymark.controller.rollout.Wave;
import java.time.Instant;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a pass decides: what each node shall hold now.
 *
 * @param standings what each node says, by name; those as well whose Node object is gone
 * @param rollout where every node is with every resource
 * @param wave who takes what now
 * @param states what each node shall hold now
 * @param guarded whose removal is held back until somebody accepts it
 * @param settling whose loss is too young to be acted on
 */
record Decision(
    SortedMap<String, NodeStanding> standings,
    RolloutView rollout,
    Wave wave,
    SortedMap<String, DesiredState> states,
    SortedSet<Owner> guarded,
    SortedSet<Owner> settling) {

  /**
   * Decides.
   *
   * @throws io.fabric8.kubernetes.client.KubernetesClientException if a root has to be read and the
   *     API server is away
   */
  static Decision of(
      ClusterView view, Compiler compiler, Roots roots, Vanished vanished, Instant now) {
    SortedMap<String, NodeStanding> standings = standings(view, now);
    SortedMap<String, NodeStanding> present = new TreeMap<>(standings);
    present.keySet().retainAll(view.nodes().keySet());
    SortedMap<Owner, Declared> declared = Declared.all(view.inputs(), compiler);
    RolloutView rollout = new RolloutView(declared, compiler.ranks(), present, roots);

    SortedSet<Owner> held = held(present, roots);
    SortedSet<Owner> missing = new TreeSet<>(held);
    missing.removeAll(view.declared().keySet());
    SortedSet<Owner> guarded =
        RemovalGuard.guarded(held, view.declared().keySet(), view.removalAccepted());
    SortedSet<Owner> settling = vanished.recent(missing, now);
    SortedSet<Owner> kept = new TreeSet<>(guarded);
    kept.addAll(settling);

    Wave wave = NextWave.of(rollout, kept);
    return new Decision(
        standings, rollout, wave, compiler.holding(wave.holding()).states(), guarded, settling);
  }

  private static SortedMap<String, NodeStanding> standings(ClusterView view, Instant now) {
    SortedMap<String, NodeStanding> standings = new TreeMap<>();
    view.nodes()
        .forEach((name, node) ->
            standings.put(
                name,
                NodeStanding.of(name, view.routings().get(name), node.ready(), node.since(), now)));
    view.routings()
        .forEach((name, routing) ->
            standings.computeIfAbsent(
                name,
                gone ->
                    NodeStanding.of(
                        gone, routing, false, NodeTargets.goneSince(routing, now), now)));
    return standings;
  }

  /** Whoever stands in a root that some node is asked to hold. */
  private static SortedSet<Owner> held(SortedMap<String, NodeStanding> nodes, Roots roots) {
    SortedSet<Owner> held = new TreeSet<>();
    for (NodeStanding node : nodes.values()) {
      @Nullable Digest root = node.specRoot();
      if (root != null) {
        roots.of(root).ifPresent(content -> held.addAll(content.contributions().all().keySet()));
      }
    }
    return held;
  }
}
