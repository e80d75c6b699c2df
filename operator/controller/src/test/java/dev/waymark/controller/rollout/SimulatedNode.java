package dev.waymark.controller.rollout;

import dev.waymark.api.node.v1alpha1.OwnerFailure;
import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.slice.Digest;
import dev.waymark.controller.rollout.NodeStanding.Reach;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A node and its daemon. */
final class SimulatedNode {
  final String name;
  private final SimulatedCluster cluster;
  private final List<Rejection> rejections = new ArrayList<>();
  @Nullable Digest spec;
  private @Nullable Digest seen;
  private @Nullable Digest active;
  private @Nullable Digest stable;
  final List<OwnerFailure> failures = new ArrayList<>();
  Reach reach = Reach.Present;
  private NodeStanding reported;

  SimulatedNode(String name, SimulatedCluster cluster) {
    this.name = name;
    this.cluster = cluster;
    this.reported = report();
  }

  @Nullable Digest stable() {
    return stable;
  }

  @Nullable Digest spec() {
    return spec;
  }

  NodeStanding standing() {
    return new NodeStanding(
        name,
        reach,
        spec,
        reported.seenRoot(),
        reported.activeRoot(),
        reported.stableRoot(),
        reported.rejections(),
        failures,
        List.of());
  }

  /** The next thing that it does; nothing while it is away. Tells whether it did anything. */
  boolean step() {
    if (reach != Reach.Present) {
      return false;
    }
    if (spec != null && !Objects.equals(spec, seen)) {
      seen = spec;
      reported = report();
      return true;
    }
    if (active != null && !Objects.equals(active, stable)) {
      judge(active);
      return true;
    }
    if (seen != null
        && !Objects.equals(seen, active)
        && rejections.stream().noneMatch(one -> one.root().equals(seen))) {
      active = seen;
      cluster
          .bad(seen)
          .values()
          .forEach(bad -> cluster.touched.computeIfAbsent(bad, key -> new TreeSet<>()).add(name));
      return true;
    }
    if (!report().equals(reported)) {
      reported = report();
      return true;
    }
    return false;
  }

  private void judge(Digest root) {
    SortedMap<Owner, String> bad = cluster.bad(root);
    if (bad.isEmpty()) {
      stable = root;
      return;
    }
    @Nullable String owner = cluster.named ? bad.firstKey().toString() : null;
    rejections.add(new Rejection(root, owner, Reason.ProbeFailed, "the probe got no answer"));
    if (rejections.size() > NodeStanding.REJECTIONS_MAX) {
      rejections.removeFirst();
    }
    active = stable;
  }

  private NodeStanding report() {
    return new NodeStanding(
        name, reach, null, seen, active, stable, rejections, List.of(), List.of());
  }
}
