package dev.waymark.daemon.cluster;

import dev.waymark.api.json.TimeSpan;
import dev.waymark.api.node.v1alpha1.NodeRouting;
import dev.waymark.api.node.v1alpha1.NodeRoutingSpec;
import dev.waymark.api.node.v1alpha1.NodeRoutingStatus;
import dev.waymark.api.node.v1alpha1.RouteSlice;
import dev.waymark.compiler.slice.Slice;
import dev.waymark.compiler.slice.SliceResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An API server as one node sees it, which does what a test wants. */
final class FakeCluster implements ClusterApi {

  final Map<String, RouteSlice> slices = new ConcurrentHashMap<>();
  final List<NodeRoutingStatus> written = new CopyOnWriteArrayList<>();
  final List<String> got = new CopyOnWriteArrayList<>();
  final AtomicInteger looks = new AtomicInteger();
  private final List<Listener> watching = new CopyOnWriteArrayList<>();
  private volatile @Nullable NodeRouting routing;
  private volatile @Nullable String trouble;

  /** From now on it says so to everything; null: it is well again. Watches end. */
  void fail(@Nullable String message) {
    trouble = message;
    List<Listener> ending = new ArrayList<>(watching);
    watching.clear();
    ending.forEach(Listener::ended);
  }

  void put(Collection<Slice> all) {
    all.forEach(slice -> slices.put(slice.name().toString(), SliceResource.of(slice)));
  }

  /** The NodeRouting names this root, as seen by whoever watches. */
  void point(String root, int format) {
    NodeRouting now = new NodeRouting();
    now.setMetadata(new ObjectMetaBuilder().withName("r1").withResourceVersion("1").build());
    now.setSpec(new NodeRoutingSpec(root, format, 1, null, new TimeSpan(Duration.ofSeconds(10))));
    routing = now;
    watching.forEach(listener -> listener.changed(now));
  }

  void remove() {
    routing = null;
    watching.forEach(listener -> listener.changed(null));
  }

  private void check() throws ApiFailure {
    String message = trouble;
    if (message != null) {
      throw new ApiFailure(message, null);
    }
  }

  @Override
  public Optional<NodeRouting> routing() throws ApiFailure {
    looks.incrementAndGet();
    check();
    return Optional.ofNullable(routing);
  }

  @Override
  public Watch watch(@Nullable String since, Listener listener) throws ApiFailure {
    check();
    watching.add(listener);
    return () -> watching.remove(listener);
  }

  @Override
  public Optional<RouteSlice> slice(String name) throws ApiFailure {
    check();
    got.add(name);
    return Optional.ofNullable(slices.get(name));
  }

  @Override
  public boolean write(NodeRoutingStatus status) throws ApiFailure {
    check();
    written.add(status);
    return true;
  }

  @Override
  public void close() {
    watching.clear();
  }
}
