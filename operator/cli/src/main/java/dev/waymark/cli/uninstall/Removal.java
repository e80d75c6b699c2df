package dev.waymark.cli.uninstall;

import dev.waymark.api.node.v1alpha1.NodeRouting;
import dev.waymark.api.v1alpha1.RouteTable;
import dev.waymark.api.v1alpha1.RoutingPolicy;
import dev.waymark.api.v1alpha1.TrafficSteer;
import dev.waymark.cli.cluster.Cluster;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** The steps, each of which may be done again. */
public final class Removal {

  /** While a ConfigMap of this name is there, the operator asks every node to hold nothing. */
  static final String MARKER = "waymark-uninstall";

  private static final List<Class<? extends CustomResource<?, ?>>> KINDS =
      List.of(RouteTable.class, RoutingPolicy.class, TrafficSteer.class);

  private final Cluster cluster;
  private final String namespace;
  private final Consumer<String> tell;

  /**
   * In a cluster.
   *
   * @param namespace where the operator runs
   * @param tell what happens, one line at a time
   */
  public Removal(Cluster cluster, String namespace, Consumer<String> tell) {
    this.cluster = cluster;
    this.namespace = namespace;
    this.tell = tell;
  }

  /** The nodes that hold something, or may. */
  public List<String> nodes() {
    return cluster.nodeRoutings().stream().map(one -> one.getMetadata().getName()).toList();
  }

  /** The resources that declare something. */
  public List<CustomResource<?, ?>> resources() {
    List<CustomResource<?, ?>> all = new ArrayList<>();
    KINDS.forEach(kind -> all.addAll(cluster.list(kind)));
    return all;
  }

  /** Asks all nodes to let go and waits until they have, but for those ignored. */
  public Cleanliness clean(Set<String> ignored, Duration patience) {
    cluster.mark(namespace, MARKER);
    AtomicReference<Cleanliness> last = new AtomicReference<>();
    cluster.await(
        NodeRouting.class,
        all -> {
          Cleanliness now = Cleanliness.of(all, ignored);
          if (!now.equals(last.getAndSet(now)) && !now.isClean()) {
            tell.accept("waiting for " + String.join(", ", now.missing().keySet()));
          }
          return now.isClean();
        },
        patience);
    return Cleanliness.of(cluster.nodeRoutings(), ignored);
  }

  /**
   * Deletes the resources and waits until the operator has released them.
   *
   * @return those that are still there
   */
  public List<CustomResource<?, ?>> delete(Duration patience) {
    for (CustomResource<?, ?> one : resources()) {
      cluster.delete(one);
      tell.accept("deleted %s %s".formatted(one.getKind(), one.getMetadata().getName()));
    }
    for (Class<? extends CustomResource<?, ?>> kind : KINDS) {
      cluster.await(kind, List::isEmpty, patience);
    }
    return resources();
  }
}
