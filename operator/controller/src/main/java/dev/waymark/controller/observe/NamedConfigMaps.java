package dev.waymark.controller.observe;

import dev.waymark.compiler.contribution.ConfigMapData;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ConfigMaps that somebody names, and no other: one watch each, as the kubelet has it. So the
 * operator holds of a cluster's ConfigMaps only the keys that are routes. For one thread.
 */
final class NamedConfigMaps implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NamedConfigMaps.class);

  /** How long a ConfigMap that cannot be read holds up everything else. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  /** One ConfigMap, and the keys that are wanted of it. */
  record Name(String namespace, String name) {
    @Override
    public String toString() {
      return namespace + "/" + name;
    }
  }

  private record Followed(
      SharedIndexInformer<ConfigMap> informer,
      WatchedStore<ConfigMap> store,
      Set<String> keys,
      Instant since) {}

  private final Map<Name, Followed> followed = new HashMap<>();
  private final KubernetesClient client;
  private final Runnable changed;

  NamedConfigMaps(KubernetesClient client, Runnable changed) {
    this.client = client;
    this.changed = changed;
  }

  /** Follows these from now on, with these keys, and lets all others go. */
  void follow(Map<Name, Set<String>> wanted, Instant now) {
    followed
        .entrySet()
        .removeIf(entry -> {
          boolean stays = entry.getValue().keys().equals(wanted.get(entry.getKey()));
          if (!stays) {
            entry.getValue().informer().stop();
          }
          return !stays;
        });
    wanted.forEach((name, keys) -> followed.computeIfAbsent(name, key -> start(name, keys, now)));
  }

  /**
   * Whether each was read, or was given the time to be: after that, a RouteTable that names it is
   * told that it is not there, and keeps what it brought.
   */
  boolean read(Instant now) {
    return followed.values().stream()
        .allMatch(one -> one.informer().hasSynced() || now.isAfter(one.since().plus(PATIENCE)));
  }

  /** What is there. */
  List<ConfigMapData> data() {
    List<ConfigMapData> data = new ArrayList<>();
    followed.forEach((name, one) ->
        one.store()
            .all()
            .forEach(
                map -> data.add(new ConfigMapData(name.namespace(), name.name(), map.getData()))));
    return data;
  }

  /** Whether this one is there. */
  boolean exists(Name name) {
    Followed one = followed.get(name);
    return one != null && one.store().size() > 0;
  }

  private Followed start(Name name, Set<String> keys, Instant now) {
    WatchedStore<ConfigMap> store =
        new WatchedStore<>(WatchedKind.trimmed(ConfigMap.class, map -> only(keys, map)), changed);
    SharedIndexInformer<ConfigMap> informer =
        client
            .configMaps()
            .inNamespace(name.namespace())
            .withName(name.name())
            .runnableInformer(0)
            .itemStore(store)
            .exceptionHandler((started, failure) -> {
              LOG.warn("ConfigMap {} cannot be watched: {}", name, failure.getMessage());
              return true;
            });
    informer.start().whenComplete((done, failure) -> changed.run());
    return new Followed(informer, store, keys, now);
  }

  private static ConfigMap only(Set<String> keys, ConfigMap map) {
    Map<String, String> wanted = new HashMap<>();
    if (map.getData() != null) {
      map.getData()
          .forEach((key, text) -> {
            if (keys.contains(key)) {
              wanted.put(key, text);
            }
          });
    }
    map.setData(wanted);
    map.setBinaryData(Map.of());
    return map;
  }

  @Override
  public void close() {
    followed.values().forEach(one -> one.informer().stop());
    followed.clear();
  }
}
