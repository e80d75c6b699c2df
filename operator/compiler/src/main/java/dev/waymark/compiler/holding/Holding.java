package dev.waymark.compiler.holding;

import dev.waymark.compiler.model.Owner;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which resources stay as they were, and where: on the named node the contribution stands in place
 * of what the resource declares, or of nothing if there is no such resource any more.
 *
 * @param byNode by node, then owner
 */
public record Holding(SortedMap<String, SortedMap<Owner, Contribution>> byNode) {
  /** Everything as declared. */
  public static final Holding NONE = new Holding(Collections.emptySortedMap());

  /** Keeps copies, without the nodes that hold nothing back. */
  public Holding {
    SortedMap<String, SortedMap<Owner, Contribution>> copies = new TreeMap<>();
    byNode.forEach((node, held) -> {
      if (!held.isEmpty()) {
        copies.put(node, Collections.unmodifiableSortedMap(new TreeMap<>(held)));
      }
    });
    byNode = Collections.unmodifiableSortedMap(copies);
  }

  /** What the node is held at. */
  public SortedMap<Owner, Contribution> of(String node) {
    SortedMap<Owner, Contribution> held = byNode.get(node);
    return held == null ? Collections.emptySortedMap() : held;
  }

  /** Whether the owner is held back on the node. */
  public boolean holds(String node, Owner owner) {
    return of(node).containsKey(owner);
  }

  /** Collects in any order. */
  public static final class Builder {
    private final SortedMap<String, SortedMap<Owner, Contribution>> byNode = new TreeMap<>();

    /** Holds the contribution's owner on the node. */
    public Builder hold(String node, Contribution contribution) {
      byNode.computeIfAbsent(node, key -> new TreeMap<>()).put(contribution.owner(), contribution);
      return this;
    }

    /** What was collected. */
    public Holding build() {
      return new Holding(byNode);
    }
  }
}
