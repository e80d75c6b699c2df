package dev.waymark.e2e.operator;

import dev.waymark.api.node.v1alpha1.NodePhase;
import dev.waymark.api.node.v1alpha1.NodeRouting;
import dev.waymark.api.node.v1alpha1.NodeRoutingStatus;
import dev.waymark.api.node.v1alpha1.RejectedRoot;
import dev.waymark.api.node.v1alpha1.RouteSlice;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.slice.Digest;
import dev.waymark.compiler.slice.Slice;
import dev.waymark.compiler.slice.SliceException;
import dev.waymark.compiler.slice.SliceResource;
import dev.waymark.compiler.slice.SliceStore;
import dev.waymark.compiler.slice.SliceTree;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A node's daemon without packets: it reads what it is asked to hold, slice by slice, and says that
 * it proved it, or that it took it back. It keeps what it has while it is asked for nothing.
 */
final class PretendNode implements AutoCloseable, ResourceEventHandler<NodeRouting> {
  private static final int REJECTED_MAX = 4;

  private final String name;
  private final KubernetesClient client;
  private final SharedIndexInformer<NodeRouting> informer;
  private final Set<Owner> disliked = ConcurrentHashMap.newKeySet();
  private final Deque<RejectedRoot> rejected = new ArrayDeque<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final Set<String> met = ConcurrentHashMap.newKeySet();
  private @Nullable String stable;
  private volatile DesiredState held = DesiredState.EMPTY;
  private volatile boolean asleep;
  private volatile @Nullable String missing;

  PretendNode(String name, KubernetesClient client) {
    this.name = name;
    this.client = client;
    this.informer = client.resources(NodeRouting.class).withName(name).inform(this);
  }

  String name() {
    return name;
  }

  /** What it holds and proved. */
  DesiredState held() {
    return held;
  }

  /** Everybody of whom it holds something. */
  Set<String> owners() {
    return owners(held);
  }

  /** Everybody of whom it was ever asked to hold something. */
  Set<String> met() {
    return Set.copyOf(met);
  }

  /** Every root that it was ever asked for, in that order. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  /** A slice that it was asked for and that was not there; empty if that never happened. */
  Optional<String> missing() {
    return Optional.ofNullable(missing);
  }

  /** From now on it takes back whatever has something of this RouteTable. */
  PretendNode dislikes(String routeTable) {
    disliked.add(Owner.of("RouteTable", routeTable));
    return this;
  }

  /** From now on it does not look at what it is asked for. */
  void sleep() {
    asleep = true;
  }

  /** It looks again. */
  void wake() {
    asleep = false;
    NodeRouting now = client.resources(NodeRouting.class).withName(name).get();
    if (now != null) {
      take(now);
    }
  }

  @Override
  public void onAdd(NodeRouting routing) {
    take(routing);
  }

  @Override
  public void onUpdate(NodeRouting before, NodeRouting after) {
    take(after);
  }

  @Override
  public void onDelete(NodeRouting routing, boolean unknown) {
    // What is absent means: keep.
  }

  private synchronized void take(NodeRouting routing) {
    String root = routing.getSpec().root();
    NodeRoutingStatus status = routing.getStatus();
    boolean told =
        status != null
            && (root.equals(stable) || rejects(root))
            && root.equals(status.desiredRoot())
            && said(root).equals(status.phase());
    if (asleep || told) {
      return;
    }
    if (asked.isEmpty() || !asked.getLast().equals(root)) {
      asked.add(root);
    }
    if (!root.equals(stable) && !rejects(root)) {
      DesiredState state;
      try {
        state = SliceTree.read(Digest.parse(root), new Slices());
      } catch (SliceException.Missing e) {
        missing = e.slice().toString();
        return;
      } catch (KubernetesClientException e) {
        System.err.println(name + " cannot read it now: " + e.getMessage());
        return;
      }
      met.addAll(owners(state));
      Optional<Owner> wrong =
          disliked.stream().filter(one -> owners(state).contains(one.toString())).findFirst();
      if (wrong.isPresent()) {
        rejected.addLast(
            new RejectedRoot(
                root,
                wrong.get().toString(),
                "ProbeFailed",
                "probe web: no answer from 192.0.2.1"));
        if (rejected.size() > REJECTED_MAX) {
          rejected.removeFirst();
        }
      } else {
        stable = root;
        held = state;
      }
    }
    say(root);
  }

  private boolean rejects(String root) {
    return rejected.stream().anyMatch(one -> one.root().equals(root));
  }

  private NodePhase said(String root) {
    if (rejects(root)) {
      return NodePhase.RolledBack;
    }
    return held.equals(DesiredState.EMPTY) ? NodePhase.Clean : NodePhase.Stable;
  }

  private void say(String root) {
    NodeRouting patch = new NodeRouting();
    patch.setMetadata(new ObjectMetaBuilder().withName(name).build());
    patch.setStatus(
        new NodeRoutingStatus(
            root,
            stable,
            stable,
            List.copyOf(rejected),
            null,
            (long) asked.size(),
            said(root),
            "pretended",
            List.of(Slice.FORMAT),
            null,
            List.of(),
            List.of(),
            List.of()));
    try {
      client
          .resource(patch)
          .subresource("status")
          .patch(
              new PatchContext.Builder()
                  .withPatchType(PatchType.SERVER_SIDE_APPLY)
                  .withFieldManager("waymark-node")
                  .withForce(true)
                  .build());
    } catch (KubernetesClientException e) {
      // As a daemon does: it keeps what it has, and is asked again when the API server is back.
      System.err.println(name + " cannot say so now: " + e.getMessage());
    }
  }

  static Set<String> owners(DesiredState state) {
    return Stream.of(
            state.tables().stream()
                .flatMap(table -> table.ways().stream())
                .map(way -> way.owner().toString()),
            state.rules().stream().map(rule -> rule.owner().toString()))
        .flatMap(each -> each)
        .collect(Collectors.toSet());
  }

  @Override
  public void close() {
    informer.close();
  }

  /** As a daemon reads them: by name, one by one. */
  private final class Slices implements SliceStore {
    @Override
    public Optional<byte[]> get(Digest digest) {
      RouteSlice slice = client.resources(RouteSlice.class).withName(digest.toString()).get();
      return Optional.ofNullable(slice).map(one -> SliceResource.slice(one).bytes());
    }
  }
}
