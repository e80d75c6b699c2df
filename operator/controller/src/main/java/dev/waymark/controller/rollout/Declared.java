package dev.waymark.controller.rollout;

import dev.waymark.api.json.IntOrPercent;
import dev.waymark.api.v1alpha1.Rollout;
import dev.waymark.api.v1alpha1.RouteTable;
import dev.waymark.compiler.Compiler;
import dev.waymark.compiler.Inputs;
import dev.waymark.compiler.ResourceReport;
import dev.waymark.compiler.holding.Contribution;
import dev.waymark.compiler.model.Owner;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a rollout must know of a resource.
 *
 * @param refused whether it is not accepted: nothing of it moves
 * @param content what it brings to each selected node; null where it cannot be read
 * @param selected the nodes that it selects, also while it is being deleted
 * @param canary how many nodes go first, at least 1
 * @param maxUnavailable how many at a time after them
 */
public record Declared(
    Owner owner,
    boolean refused,
    @Nullable Contribution content,
    Set<String> selected,
    int canary,
    IntOrPercent maxUnavailable) {
  private static final int CANARY = 1;
  private static final IntOrPercent MAX_UNAVAILABLE = new IntOrPercent(25, true);

  /** Keeps a copy. */
  public Declared {
    selected = Set.copyOf(selected);
  }

  /** Every resource that the compiler read. */
  public static SortedMap<Owner, Declared> all(Inputs inputs, Compiler compiler) {
    Map<Owner, Rollout> rollouts = new HashMap<>();
    for (RouteTable table : inputs.routeTables()) {
      @Nullable Rollout rollout = table.getSpec() == null ? null : table.getSpec().rollout();
      if (rollout != null) {
        rollouts.put(Owner.of("RouteTable", table.getMetadata().getName()), rollout);
      }
    }
    SortedMap<Owner, Contribution> contents = compiler.contributions();
    SortedMap<Owner, Declared> all = new TreeMap<>();
    for (ResourceReport report : compiler.declared().reports().values()) {
      Owner owner = report.resource();
      Optional<Rollout> rollout = Optional.ofNullable(rollouts.get(owner));
      @Nullable Contribution content = contents.get(owner);
      all.put(
          owner,
          new Declared(
              owner,
              report.refused(),
              content == null && !report.refused() ? Contribution.none(owner) : content,
              Set.copyOf(report.nodes()),
              rollout.map(Rollout::canary).orElse(CANARY),
              rollout.map(Rollout::maxUnavailable).orElse(MAX_UNAVAILABLE)));
    }
    return all;
  }

  /** A resource that is no more: it brings nothing to anybody. */
  static Declared vanished(Owner owner) {
    return new Declared(owner, false, Contribution.none(owner), Set.of(), CANARY, MAX_UNAVAILABLE);
  }

  /** What the node shall hold of it in the end; empty where nobody can tell. */
  Optional<Contribution> target(String node) {
    return selected.contains(node) || content == null
        ? Optional.ofNullable(content)
        : Optional.of(Contribution.none(owner));
  }

  /** How many of so many nodes may be on the way at a time, once the canaries proved it. */
  int atATime(int nodes) {
    return Math.max(1, maxUnavailable.of(nodes));
  }
}
