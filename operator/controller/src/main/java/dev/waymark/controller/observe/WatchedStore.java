package dev.waymark.controller.observe;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where an informer keeps its objects: trimmed as their {@link WatchedKind} says, and telling of
 * every change that matters. Safe for several threads.
 */
public final class WatchedStore<T extends HasMetadata> implements ItemStore<T> {
  private final Map<String, T> kept = new ConcurrentHashMap<>();
  private final WatchedKind<T> kind;
  private final Runnable changed;

  /** An empty store that calls {@code changed} from the informer's threads. */
  public WatchedStore(WatchedKind<T> kind, Runnable changed) {
    this.kind = kind;
    this.changed = changed;
  }

  /** The kind that it keeps. */
  public WatchedKind<T> kind() {
    return kind;
  }

  /** The objects now, in no order. They are read, never changed. */
  public List<T> all() {
    return List.copyOf(kept.values());
  }

  /** A cluster-scoped object. */
  public Optional<T> named(String name) {
    return Optional.ofNullable(kept.get(name));
  }

  @Override
  public String getKey(T object) {
    return Cache.metaNamespaceKeyFunc(object);
  }

  @Override
  public @Nullable T put(String key, T object) {
    T fresh = kind.trim(object);
    T before = kept.put(key, fresh);
    if (before == null ? kind.additionsMatter() : kind.differ(before, fresh)) {
      changed.run();
    }
    return before;
  }

  @Override
  public @Nullable T remove(String key) {
    T before = kept.remove(key);
    if (before != null) {
      changed.run();
    }
    return before;
  }

  @Override
  public Stream<String> keySet() {
    return kept.keySet().stream();
  }

  @Override
  public Stream<T> values() {
    return kept.values().stream();
  }

  @Override
  public int size() {
    return kept.size();
  }

  @Override
  public @Nullable T get(String key) {
    return kept.get(key);
  }
}
