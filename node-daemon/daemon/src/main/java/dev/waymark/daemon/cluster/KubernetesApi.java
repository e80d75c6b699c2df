package dev.waymark.daemon.cluster;

import dev.waymark.api.json.Json;
import dev.waymark.api.node.v1alpha1.NodeRouting;
import dev.waymark.api.node.v1alpha1.NodeRoutingStatus;
import dev.waymark.api.node.v1alpha1.RouteSlice;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * {@link ClusterApi} by fabric8's client, which is made when it is used first. Verbs: get and watch
 * on noderoutings, patch on noderoutings/status, get on routeslices.
 */
final class KubernetesApi implements ClusterApi {

  private static final String API_VERSION = "node.waymark.dev/v1alpha1";
  private static final PatchContext APPLY =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager("waymark-node")
          .withForce(true)
          .build();
  private static final int NOT_FOUND = 404;
  private static final int TIMEOUT_MILLIS = 10_000;

  /** After this the API server ends a watch, and another begins. */
  private static final long WATCH_SECONDS = 240;

  private final String node;
  private final Optional<Path> kubeconfig;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable KubernetesClient opened;
  private boolean closed;

  /**
   * An API server.
   *
   * @param kubeconfig how to reach it; empty: as the environment says, in a pod its service account
   */
  KubernetesApi(String node, Optional<Path> kubeconfig) {
    this.node = node;
    this.kubeconfig = kubeconfig;
  }

  @Override
  public Optional<NodeRouting> routing() throws ApiFailure {
    KubernetesClient client = client();
    try {
      NodeRouting routing = client.resources(NodeRouting.class).withName(node).get();
      if (routing == null && client.getApiResources(API_VERSION) == null) {
        throw new ApiFailure(
            "the cluster knows no %s; apply manifests/crds".formatted(API_VERSION), null);
      }
      return Optional.ofNullable(routing);
    } catch (KubernetesClientException e) {
      throw failure("NodeRouting " + node, client, e);
    }
  }

  @Override
  public Watch watch(@Nullable String since, Listener listener) throws ApiFailure {
    KubernetesClient client = client();
    try {
      io.fabric8.kubernetes.client.Watch watch =
          client
              .resources(NodeRouting.class)
              .withName(node)
              .watch(
                  new ListOptionsBuilder()
                      .withResourceVersion(since)
                      .withTimeoutSeconds(WATCH_SECONDS)
                      .build(),
                  new Telling(listener));
      return watch::close;
    } catch (KubernetesClientException e) {
      throw failure("changes of NodeRouting " + node, client, e);
    }
  }

  @Override
  public Optional<RouteSlice> slice(String name) throws ApiFailure {
    KubernetesClient client = client();
    try {
      return Optional.ofNullable(client.resources(RouteSlice.class).withName(name).get());
    } catch (KubernetesClientException e) {
      throw failure("RouteSlice " + name, client, e);
    }
  }

  @Override
  public boolean write(NodeRoutingStatus status) throws ApiFailure {
    KubernetesClient client = client();
    NodeRouting routing = new NodeRouting();
    routing.setMetadata(new ObjectMetaBuilder().withName(node).build());
    routing.setStatus(status);
    try {
      client.resource(routing).subresource("status").patch(APPLY, routing);
      return true;
    } catch (KubernetesClientException e) {
      if (e.getCode() == NOT_FOUND) {
        return false;
      }
      throw failure("the status of NodeRouting " + node, client, e);
    }
  }

  private KubernetesClient client() throws ApiFailure {
    lock.lock();
    try {
      if (closed) {
        throw new ApiFailure("the daemon is ending", null);
      }
      if (opened == null) {
        opened = open();
      }
      return opened;
    } catch (KubernetesClientException | IllegalArgumentException e) {
      throw new ApiFailure("the API server cannot be reached: " + innermost(e), e);
    } finally {
      lock.unlock();
    }
  }

  private KubernetesClient open() {
    Config base =
        kubeconfig
            .map(file -> Config.fromKubeconfig(file.toFile()))
            .orElseGet(() -> Config.autoConfigure(null));
    Config config =
        new ConfigBuilder(base)
            .withConnectionTimeout(TIMEOUT_MILLIS)
            .withRequestTimeout(TIMEOUT_MILLIS)
            // Who calls tries again, and says so.
            .withRequestRetryBackoffLimit(0)
            .withWatchReconnectLimit(0)
            .build();
    return new KubernetesClientBuilder()
        .withConfig(config)
        // Looking through the class path for kinds that are not read would take long.
        .withKubernetesSerialization(new KubernetesSerialization(Json.mapper().copy(), false))
        .build();
  }

  private static ApiFailure failure(
      String what, KubernetesClient client, KubernetesClientException e) {
    String server = client.getMasterUrl().toString();
    String said = e.getStatus() == null ? null : e.getStatus().getMessage();
    return new ApiFailure(
        switch (Math.max(0, e.getCode())) {
          case 0 -> "the API server %s does not answer: %s".formatted(server, innermost(e));
          case 401 ->
              "the API server %s does not know who asks for %s; is the token still good?"
                  .formatted(server, what);
          case 403 ->
              "the API server %s refuses %s: %s; apply manifests/rbac"
                  .formatted(server, what, said);
          default ->
              "the API server %s answers %d for %s: %s"
                  .formatted(server, e.getCode(), what, said == null ? e.getMessage() : said);
        },
        e);
  }

  /** The innermost message is the telling one; the outer ones say that a request failed. */
  private static String innermost(Throwable error) {
    Throwable inner = error;
    while (inner.getCause() != null) {
      inner = inner.getCause();
    }
    String said = inner.getMessage();
    return said == null ? inner.getClass().getSimpleName() : said;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      if (opened != null) {
        opened.close();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The client's words for a change, in ours. */
  private record Telling(Listener listener) implements Watcher<NodeRouting> {

    @Override
    public void eventReceived(Action action, NodeRouting routing) {
      switch (action) {
        case ADDED, MODIFIED -> listener.changed(routing);
        case DELETED -> listener.changed(null);
        case ERROR -> listener.ended();
        case BOOKMARK -> {}
      }
    }

    @Override
    public void onClose() {
      listener.ended();
    }

    @Override
    public void onClose(WatcherException cause) {
      listener.ended();
    }
  }
}
