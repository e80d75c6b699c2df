package dev.waymark.controller.rollout;

import dev.waymark.api.node.v1alpha1.OwnerFailure;
import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.compiler.conflict.Ranks;
import dev.waymark.compiler.holding.Contribution;
import dev.waymark.compiler.holding.Realisation;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.slice.Digest;
import dev.waymark.compiler.status.NodeFinding;
import dev.waymark.compiler.status.Reasons;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Where every node is with every resource, derived from what the nodes say. */
public final class RolloutView {
  private final SortedMap<Owner, Declared> declared;
  private final Ranks ranks;
  private final SortedMap<String, NodeStanding> nodes;
  private final Map<String, RootContent> stable = new HashMap<>();
  private final Set<String> unreadable = new TreeSet<>();
  private final Roots roots;
  private final SortedMap<Owner, SortedMap<String, Place>> places = new TreeMap<>();
  private final Map<String, BitSet> blaming = new HashMap<>();
  private final Map<Realised, Boolean> realised = new HashMap<>();

  /**
   * Derives it.
   *
   * @param declared every resource; who stands in a node's roots and not here has vanished
   * @param nodes those whose Node exists
   */
  public RolloutView(
      SortedMap<Owner, Declared> declared,
      Ranks ranks,
      SortedMap<String, NodeStanding> nodes,
      Roots roots) {
    this.declared = new TreeMap<>(declared);
    this.ranks = ranks;
    this.nodes = Collections.unmodifiableSortedMap(new TreeMap<>(nodes));
    this.roots = roots;
    nodes.values().forEach(this::readStable);
    SortedMap<Owner, SortedSet<String>> concerned = new TreeMap<>();
    declared.forEach((owner, one) -> {
      SortedSet<String> selected = new TreeSet<>(one.selected());
      selected.retainAll(nodes.keySet());
      concerned.put(owner, selected);
    });
    stable.forEach((node, content) -> {
      for (Owner owner : content.contributions().all().keySet()) {
        concerned.computeIfAbsent(owner, key -> new TreeSet<>()).add(node);
        this.declared.computeIfAbsent(owner, Declared::vanished);
      }
    });
    concerned.forEach((owner, where) -> {
      SortedMap<String, Place> here = new TreeMap<>();
      where.forEach(node -> here.put(node, place(resource(owner), standing(node))));
      places.put(owner, here);
    });
  }

  /** Everybody who is declared or stands in what a node proved. */
  public Set<Owner> owners() {
    return Collections.unmodifiableSet(places.keySet());
  }

  /** The nodes, by name. */
  public SortedMap<String, NodeStanding> nodes() {
    return nodes;
  }

  /** What the node proved of the resource; nothing where it proved nothing, or nobody can tell. */
  public Contribution stable(Owner owner, String node) {
    RootContent content = stable.get(node);
    return content == null ? Contribution.none(owner) : content.contributions().of(owner);
  }

  /** Whether packets see there what the resource declares. */
  public boolean live(Owner owner, String node) {
    Place place = places(owner).get(node);
    return place != null && place.live();
  }

  Declared resource(Owner owner) {
    Declared found = declared.get(owner);
    return found == null ? Declared.vanished(owner) : found;
  }

  NodeStanding standing(String node) {
    NodeStanding found = nodes.get(node);
    if (found == null) {
      throw new IllegalArgumentException("no node " + node);
    }
    return found;
  }

  /** By node: those that it selects, and those that hold something of it. */
  SortedMap<String, Place> places(Owner owner) {
    return places.getOrDefault(owner, Collections.emptySortedMap());
  }

  /**
   * Whether every rejection that the node can keep still tells somebody's failure: were it to
   * reject another root, it would forget one, which would be tried again, and so on for ever.
   */
  boolean full(String node) {
    BitSet telling = blaming.get(node);
    return telling != null && telling.cardinality() >= NodeStanding.REJECTIONS_MAX;
  }

  private void readStable(NodeStanding node) {
    @Nullable Digest root = node.stableRoot();
    if (root == null) {
      return;
    }
    roots
        .of(root)
        .ifPresentOrElse(
            content -> stable.put(node.name(), content), () -> unreadable.add(node.name()));
  }

  private Place place(Declared one, NodeStanding node) {
    Optional<Contribution> target = one.target(node.name());
    boolean readable = !unreadable.contains(node.name());
    if (target.isEmpty()) {
      return new Place(
          readable && stable(one.owner(), node.name()).isEmpty(),
          false,
          false,
          false,
          readable,
          null);
    }
    RootContent proved = stable.get(node.name());
    boolean done =
        readable && (proved == null ? target.get().isEmpty() : realises(proved, target.get()));
    boolean asked = realises(node.specRoot(), target.get());
    boolean live = realises(node.activeRoot(), target.get());
    boolean seen = live || realises(node.seenRoot(), target.get());
    @Nullable Failure failure =
        done ? unfit(one.owner(), node) : rejected(one.owner(), target.get(), node);
    return new Place(done, asked, seen, live, readable, failure);
  }

  /** What it holds and cannot serve. */
  private static @Nullable Failure unfit(Owner owner, NodeStanding node) {
    for (OwnerFailure failure : node.failures()) {
      Reason reason = Reasons.of(failure.reason());
      if (failure.owner().equals(owner.toString()) && NodeFinding.fails(reason)) {
        return new Failure(reason, failure.message(), false);
      }
    }
    return null;
  }

  private @Nullable Failure rejected(Owner owner, Contribution target, NodeStanding node) {
    for (int i = node.rejections().size() - 1; i >= 0; i--) {
      Rejection rejection = node.rejections().get(i);
      Optional<RootContent> content = roots.of(rejection.root());
      if (content.isPresent()
          && realises(content.get(), target)
          && blamed(owner, rejection, content.get(), node)) {
        blaming.computeIfAbsent(node.name(), name -> new BitSet()).set(i);
        return Failure.of(rejection);
      }
    }
    return null;
  }

  /**
   * A rejection blames whom it names. If that one changed nothing, or nobody is named, it blames
   * everyone who did, as long as all of them still want what was rejected: after one of them
   * changed, the others deserve another try.
   */
  private boolean blamed(
      Owner owner, Rejection rejection, RootContent rejected, NodeStanding node) {
    String named = rejection.owner();
    if (owner.toString().equals(named)) {
      return true;
    }
    RootContent proved = stable.get(node.name());
    SortedSet<Owner> candidates = new TreeSet<>(rejected.contributions().all().keySet());
    if (proved != null) {
      candidates.addAll(proved.contributions().all().keySet());
    }
    candidates.removeIf(candidate -> !changed(candidate, proved, rejected));
    return candidates.stream().noneMatch(candidate -> candidate.toString().equals(named))
        && candidates.stream().allMatch(candidate -> wanted(candidate, rejected, node));
  }

  private boolean wanted(Owner owner, RootContent content, NodeStanding node) {
    return resource(owner)
        .target(node.name())
        .map(target -> realises(content, target))
        .orElse(false);
  }

  private boolean changed(Owner owner, @Nullable RootContent proved, RootContent rejected) {
    Contribution before =
        proved == null ? Contribution.none(owner) : proved.contributions().of(owner);
    DesiredState beforeIn = proved == null ? DesiredState.EMPTY : proved.state();
    Contribution after = rejected.contributions().of(owner);
    return !Realisation.sameIntent(before, beforeIn, after, rejected.state(), ranks);
  }

  private boolean realises(@Nullable Digest root, Contribution target) {
    return root == null
        ? target.isEmpty()
        : roots.of(root).map(content -> realises(content, target)).orElse(false);
  }

  private boolean realises(RootContent content, Contribution target) {
    Contribution held = content.contributions().of(target.owner());
    if (held.equals(target)) {
      return true;
    }
    return realised.computeIfAbsent(
        new Realised(content.root(), target),
        key -> Realisation.of(target, content.state(), held, ranks));
  }

  private record Realised(Digest root, Contribution target) {}
}
