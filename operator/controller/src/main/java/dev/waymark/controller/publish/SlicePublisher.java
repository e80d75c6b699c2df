package dev.waymark.controller.publish;

import dev.waymark.api.node.v1alpha1.RouteSlice;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.slice.Digest;
import dev.waymark.compiler.slice.Slice;
import dev.waymark.compiler.slice.SliceResource;
import dev.waymark.compiler.slice.SliceTree;
import dev.waymark.controller.observe.WatchedStore;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Brings the slices of a state to the API server: those that it lacks, each after those that it
 * names. For one thread.
 */
public final class SlicePublisher {

  /** How long a slice that was written may take to be seen by the informer. */
  private static final Duration ECHO = Duration.ofSeconds(5);

  private record Tree(Digest root, List<String> names) {}

  private final Map<DesiredState, Tree> trees = new HashMap<>();

  /** Nodes of one class share an instance, and comparing large states takes time. */
  private final IdentityHashMap<DesiredState, Digest> ofThisPass = new IdentityHashMap<>();

  private final Map<String, Instant> written = new HashMap<>();
  private final Map<String, Instant> deleted = new HashMap<>();
  private final KubernetesClient client;
  private final WatchedStore<RouteSlice> seen;
  private final Clock clock;
  private final String fieldManager;

  /**
   * For one API server.
   *
   * @param seen the slices that are there
   */
  public SlicePublisher(
      KubernetesClient client, WatchedStore<RouteSlice> seen, Clock clock, String fieldManager) {
    this.client = client;
    this.seen = seen;
    this.clock = clock;
    this.fieldManager = fieldManager;
  }

  /**
   * Sees to it that every slice of the state is there; writes nothing if so.
   *
   * @return the root's name
   * @throws io.fabric8.kubernetes.client.KubernetesClientException if the API server does not take
   *     one
   */
  public Digest publish(DesiredState state) {
    return ofThisPass.computeIfAbsent(state, this::bring);
  }

  private Digest bring(DesiredState state) {
    Tree known = trees.get(state);
    if (known != null && known.names().stream().allMatch(this::there)) {
      return known.root();
    }
    SliceTree tree = SliceTree.of(state);
    for (Slice slice : tree.slices()) {
      if (!there(slice.name().toString())) {
        create(slice);
      }
    }
    trees.put(
        state,
        new Tree(
            tree.root(), tree.slices().stream().map(slice -> slice.name().toString()).toList()));
    return tree.root();
  }

  /** Ends a pass: forgets the trees of what it did not publish, and what was seen long ago. */
  public void passed() {
    trees.keySet().retainAll(Set.copyOf(ofThisPass.keySet()));
    ofThisPass.clear();
    Instant old = clock.instant().minus(ECHO);
    written.values().removeIf(when -> when.isBefore(old));
    deleted.values().removeIf(when -> when.isBefore(old));
  }

  /** Deletes a slice that nobody needs. */
  void delete(String name) {
    deleted.put(name, clock.instant());
    written.remove(name);
    client.resources(RouteSlice.class).withName(name).delete();
  }

  /** Once the informer has seen it, the informer's word counts: somebody may delete it. */
  private boolean there(String name) {
    if (seen.named(name).isPresent()) {
      written.remove(name);
      return !deleted.containsKey(name);
    }
    return written.containsKey(name);
  }

  private void create(Slice slice) {
    String name = slice.name().toString();
    // A slice of this name is this slice: applied twice, it is written once.
    client
        .resource(SliceResource.of(slice))
        .fieldManager(fieldManager)
        .forceConflicts()
        .serverSideApply();
    written.put(name, clock.instant());
    deleted.remove(name);
  }
}
