package dev.waymark.controller.rollout;

import dev.waymark.compiler.holding.Holding;
import dev.waymark.compiler.model.Owner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Decides for each resource which nodes take it now. The others are held at what they proved of it,
 * so that whatever else changes goes on.
 *
 * <p>Those that take it already go on, then present nodes come, by name, then those that are away.
 * A node that was asked, went away and never saw it is one of the latter: it does not stand in the
 * way, and is asked again when its turn comes.
 */
public final class NextWave {
  private static final int NAMES_TOLD = 3;

  private final RolloutView view;
  private final Declared resource;
  private final SortedMap<String, Place> places;
  private final SortedMap<String, NodeStand> stands = new TreeMap<>();

  private NextWave(RolloutView view, Declared resource) {
    this.view = view;
    this.resource = resource;
    this.places = view.places(resource.owner());
  }

  /**
   * Decides.
   *
   * @param kept resources that stay everywhere as they are, because nobody explains why they
   *     vanished
   */
  public static Wave of(RolloutView view, Set<Owner> kept) {
    Holding.Builder holding = new Holding.Builder();
    SortedMap<Owner, ResourceRollout> rollouts = new TreeMap<>();
    for (Owner owner : view.owners()) {
      NextWave next = new NextWave(view, view.resource(owner));
      rollouts.put(owner, next.decide(kept.contains(owner)));
      next.places.forEach((node, place) -> {
        boolean waits = next.stand(node) == Stand.Waiting || next.stand(node) == Stand.Failed;
        if (waits && !place.stable() && place.readable()) {
          holding.hold(node, view.stable(owner, node));
        }
      });
    }
    return new Wave(holding.build(), rollouts);
  }

  private Stand stand(String node) {
    NodeStand found = stands.get(node);
    return found == null ? Stand.Waiting : found.stand();
  }

  private ResourceRollout decide(boolean kept) {
    List<String> stoppedBy = new ArrayList<>();
    places.forEach((node, place) -> {
      Failure failure = place.failure();
      if (failure != null) {
        stands.put(node, NodeStand.failed(failure));
        stoppedBy.add(node);
      } else if (place.stable()) {
        stands.put(node, NodeStand.of(Stand.Done));
      }
    });
    if (kept) {
      waitAll("stays as it is: its resource vanished without being deleted");
    } else if (!stoppedBy.isEmpty()) {
      waitAll("keeps what it had: the rollout stopped at " + names(stoppedBy));
    } else if (resource.refused()) {
      waitAll("keeps what it had: the resource is refused");
    } else {
      admit();
    }
    return new ResourceRollout(resource.owner(), stands, stoppedBy);
  }

  /**
   * Whoever is not judged yet keeps what it had; where that is unknown, it takes what is declared.
   */
  private void waitAll(String why) {
    places.forEach((node, place) ->
        stands.putIfAbsent(
            node, place.readable() ? NodeStand.waiting(why) : NodeStand.of(Stand.Taking)));
  }

  private void admit() {
    int done = (int) stands.values().stream().filter(one -> one.stand() == Stand.Done).count();
    boolean canaries = done < resource.canary();
    int limit = canaries ? resource.canary() - done : resource.atATime(places.size());
    Set<String> taking = new TreeSet<>();
    Set<String> asked = new TreeSet<>();
    places.forEach((node, place) -> {
      if (place.taking() && !stuck(node)) {
        (counts(node, place, canaries) ? taking : asked).add(node);
      }
    });
    taking.forEach(node -> stands.put(node, NodeStand.of(Stand.Taking)));
    List<String> present = candidates(NodeStanding.Reach.Present);
    admit(present, limit, taking);
    if (present.isEmpty() && taking.stream().noneMatch(this::present)) {
      List<String> away = new ArrayList<>(asked);
      away.addAll(candidates(NodeStanding.Reach.Away));
      away.addAll(candidates(NodeStanding.Reach.Unreachable));
      admit(away, limit, taking);
    }
    String why = why(canaries, limit, taking);
    for (Map.Entry<String, Place> one : places.entrySet()) {
      stands.putIfAbsent(one.getKey(), NodeStand.waiting(why(one.getKey(), why)));
    }
  }

  private void admit(List<String> candidates, int limit, Set<String> taking) {
    for (String node : candidates) {
      if (taking.size() < limit && !view.full(node) && taking.add(node)) {
        stands.put(node, NodeStand.of(Stand.Taking));
      }
    }
  }

  /** What it was asked for it rejected, and it has no room to reject another root. */
  private boolean stuck(String node) {
    NodeStanding standing = view.standing(node);
    return view.full(node)
        && standing.rejections().stream()
            .anyMatch(rejection -> Objects.equals(rejection.root(), standing.specRoot()));
  }

  /**
   * Whether a node that was asked stands in the way of others: it can be expected to answer, or
   * took the change and fell silent since. After the canaries, and after a while, the latter is let
   * be.
   */
  private boolean counts(String node, Place place, boolean canaries) {
    return switch (view.standing(node).reach()) {
      case Present -> true;
      case Away -> place.seen() || !place.readable();
      case Unreachable -> (place.seen() && canaries) || !place.readable();
    };
  }

  private boolean present(String node) {
    return view.standing(node).reach() == NodeStanding.Reach.Present;
  }

  /** Nobody has decided about them yet; by name. */
  private List<String> candidates(NodeStanding.Reach reach) {
    return places.keySet().stream()
        .filter(node -> !stands.containsKey(node) && view.standing(node).reach() == reach)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private String why(String node, String others) {
    if (view.full(node)) {
      return "waits: it rejects "
          + NodeStanding.REJECTIONS_MAX
          + " other changes, and keeps no more in mind";
    }
    return present(node) ? others : "is away, and takes it when the others proved it";
  }

  private static String why(boolean canaries, int limit, Set<String> taking) {
    if (taking.isEmpty()) {
      return "waits";
    }
    return canaries
        ? "waits until " + names(taking) + (taking.size() == 1 ? " proves it" : " prove it")
        : "waits for its turn, at most " + limit + " at a time";
  }

  private static String names(Iterable<String> nodes) {
    List<String> all = new ArrayList<>();
    nodes.forEach(all::add);
    String first = String.join(", ", all.subList(0, Math.min(NAMES_TOLD, all.size())));
    return all.size() <= NAMES_TOLD ? first : first + " and " + (all.size() - NAMES_TOLD) + " more";
  }
}
