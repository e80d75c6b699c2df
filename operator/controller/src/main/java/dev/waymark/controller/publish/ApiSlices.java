package dev.waymark.controller.publish;

import dev.waymark.api.node.v1alpha1.RouteSlice;
import dev.waymark.compiler.slice.Digest;
import dev.waymark.compiler.slice.SliceResource;
import dev.waymark.compiler.slice.SliceStore;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The slices of the API server, for reading. What was read once serves until {@link #forget}: roots
 * share most of their slices. For one thread.
 */
public final class ApiSlices implements SliceStore {
  private final Map<Digest, byte[]> read = new HashMap<>();
  private final KubernetesClient client;

  /** Reads from this API server. */
  public ApiSlices(KubernetesClient client) {
    this.client = client;
  }

  /**
   * The slice, checked against its name.
   *
   * @throws io.fabric8.kubernetes.client.KubernetesClientException if the API server is away
   * @throws dev.waymark.compiler.slice.SliceException.Corrupt if it is not what its name says
   */
  @Override
  public Optional<byte[]> get(Digest name) {
    byte[] known = read.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    RouteSlice slice = client.resources(RouteSlice.class).withName(name.toString()).get();
    if (slice == null) {
      return Optional.empty();
    }
    byte[] bytes = SliceResource.slice(slice).bytes();
    read.put(name, bytes);
    return Optional.of(bytes);
  }

  /** Frees the memory of what was read. */
  public void forget() {
    read.clear();
  }
}
