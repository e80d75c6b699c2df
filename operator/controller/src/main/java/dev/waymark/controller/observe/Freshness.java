package dev.waymark.controller.observe;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks from time to time whether the object that the informers saw last is what the API server
 * holds. After etcd was restored to an older revision, a watch waits in silence for revisions that
 * come much later, so nothing else would tell. For one thread.
 */
final class Freshness {
  private static final Duration EVERY = Duration.ofSeconds(10);

  /** An object that the API server holds otherwise than the informer; it may be on its way. */
  private record Doubt(Class<?> kind, String key, long version) {}

  private final KubernetesClient client;
  private final List<WatchedStore<?>> stores;
  private Instant next = Instant.MIN;
  private @Nullable Doubt doubt;

  Freshness(KubernetesClient client, List<WatchedStore<?>> stores) {
    this.client = client;
    this.stores = List.copyOf(stores);
  }

  /**
   * Asks if it is time.
   *
   * @throws WatchesAreStale if the API server went back, or the informer hears nothing
   * @throws io.fabric8.kubernetes.client.KubernetesClientException if the API server is away
   */
  void check(Instant now) {
    if (now.isBefore(next)) {
      return;
    }
    next = now.plus(EVERY);
    Optional<HasMetadata> newest =
        stores.stream()
            .<HasMetadata>flatMap(WatchedStore::values)
            .max(Comparator.comparingLong(Freshness::version));
    newest.ifPresent(this::compare);
  }

  private void compare(HasMetadata seen) {
    HasMetadata there = client.resource(seen).get();
    String name = seen.getKind() + " " + seen.getMetadata().getName();
    if (there != null && version(there) < version(seen)) {
      throw new WatchesAreStale(
          "the API server went back: %s is of revision %d there, and was of %d"
              .formatted(name, version(there), version(seen)));
    }
    boolean same = there != null && version(there) == version(seen);
    Doubt now = same ? null : new Doubt(seen.getClass(), name, version(seen));
    if (now != null && now.equals(doubt)) {
      throw new WatchesAreStale(
          "%s is another at the API server for more than %d s, and no watch tells"
              .formatted(name, EVERY.toSeconds()));
    }
    doubt = now;
  }

  private static long version(HasMetadata object) {
    return Long.parseLong(object.getMetadata().getResourceVersion());
  }
}
