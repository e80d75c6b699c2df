package dev.waymark.cli.cluster;

import dev.waymark.api.net.Prefix;
import dev.waymark.api.node.v1alpha1.NodeRouting;
import dev.waymark.api.v1alpha1.RouteTable;
import dev.waymark.api.v1alpha1.RoutingPolicy;
import dev.waymark.api.v1alpha1.TrafficSteer;
import dev.waymark.compiler.Facts;
import dev.waymark.compiler.Inputs;
import dev.waymark.compiler.cluster.ClusterFacts;
import dev.waymark.compiler.cluster.ClusterInputs;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.networking.v1.ServiceCIDR;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import java.net.HttpURLConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One cluster, asked when it is needed. Used by one thread. */
public final class Cluster implements AutoCloseable {

  private static final int TIMEOUT_MILLIS = 20_000;

  private final KubernetesClient client;

  private Cluster(KubernetesClient client) {
    this.client = client;
  }

  /**
   * The cluster that kubectl would ask. Nothing is asked yet.
   *
   * @param kubeconfig absent: what {@code KUBECONFIG} names, else {@code ~/.kube/config}
   * @param context of that file; absent: the current one
   * @throws ClusterException if there is no such file or context
   */
  public static Cluster of(@Nullable Path kubeconfig, @Nullable String context) {
    Config config;
    try {
      config =
          kubeconfig == null
              ? Config.autoConfigure(context)
              : Config.fromKubeconfig(context, kubeconfig.toFile());
    } catch (RuntimeException e) {
      throw new ClusterException(
          "%s is no kubeconfig%s; check --kubeconfig and --context"
              .formatted(
                  kubeconfig == null ? "the default" : kubeconfig,
                  context == null ? "" : " with a context " + context),
          e);
    }
    config.setRequestTimeout(TIMEOUT_MILLIS);
    config.setRequestRetryBackoffLimit(1);
    return new Cluster(new KubernetesClientBuilder().withConfig(config).build());
  }

  /** Every Node object. */
  public List<Node> nodes() {
    return ask("Nodes", all -> all.nodes().list().getItems());
  }

  /** One NodeRouting; empty if the node has none. */
  public Optional<NodeRouting> nodeRouting(String node) {
    return ask(
        "NodeRoutings",
        all -> Optional.ofNullable(all.resources(NodeRouting.class).withName(node).get()));
  }

  /** What every node shall hold and holds. */
  public List<NodeRouting> nodeRoutings() {
    return list(NodeRouting.class);
  }

  /** Every resource of one of the user's kinds, in all namespaces. */
  public <T extends CustomResource<?, ?>> List<T> list(Class<T> kind) {
    return ask(
        HasMetadata.getKind(kind) + "s",
        all -> all.resources(kind).inAnyNamespace().list().getItems());
  }

  /** The slices, read when they are needed. */
  public ClusterSlices slices() {
    return new ClusterSlices(this);
  }

  /**
   * The facts that the operator has.
   *
   * @param installed what the operator was told to protect beside
   */
  public Facts facts(Collection<Prefix> installed) {
    return ClusterFacts.of(nodes(), serviceRanges(), apiServers(), installed);
  }

  /**
   * The resources that the operator compiles, and the ConfigMaps that they name.
   *
   * @param further RouteTables that are not in the cluster, whose ConfigMaps may be
   */
  public Inputs inputs(Collection<RouteTable> further) {
    List<RouteTable> tables = list(RouteTable.class);
    Set<ConfigMapName> named = new TreeSet<>();
    tables.forEach(table -> named.addAll(ConfigMapName.of(table)));
    further.forEach(table -> named.addAll(ConfigMapName.of(table)));
    return ClusterInputs.of(
        tables,
        list(RoutingPolicy.class),
        list(TrafficSteer.class),
        named.stream().flatMap(name -> configMap(name).stream()).toList());
  }

  private Optional<ConfigMap> configMap(ConfigMapName name) {
    return ask(
        "ConfigMaps",
        all ->
            Optional.ofNullable(
                all.configMaps().inNamespace(name.namespace()).withName(name.name()).get()));
  }

  /** Makes an empty ConfigMap, unless it is there: some stand for a wish. */
  public void mark(String namespace, String name) {
    ask(
        "ConfigMaps",
        all ->
            all.configMaps()
                .inNamespace(namespace)
                .resource(
                    new ConfigMapBuilder().withNewMetadata().withName(name).endMetadata().build())
                .unlock()
                .createOr(NonDeletingOperation::update));
  }

  /** Deletes a resource; it may take its time to go. */
  public void delete(CustomResource<?, ?> resource) {
    ask(HasMetadata.getPlural(resource.getClass()), all -> all.resource(resource).delete());
  }

  /**
   * Waits until the objects of a kind, in all namespaces, are as wanted.
   *
   * @return whether they were, in time
   */
  public <T extends CustomResource<?, ?>> boolean await(
      Class<T> kind, Predicate<List<T>> wanted, Duration patience) {
    CompletableFuture<List<T>> met =
        ask(
            HasMetadata.getKind(kind) + "s",
            all -> all.resources(kind).inAnyNamespace().informOnCondition(wanted));
    try {
      met.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw new ClusterException(
          "watching %ss failed: %s".formatted(HasMetadata.getKind(kind), e.getCause()), e);
    } finally {
      met.cancel(true);
    }
  }

  private List<EndpointSlice> apiServers() {
    return ask(
        "EndpointSlices",
        all ->
            all.discovery()
                .v1()
                .endpointSlices()
                .inNamespace(ClusterFacts.API_SERVER_NAMESPACE)
                .withLabels(ClusterFacts.API_SERVER_LABEL)
                .list()
                .getItems());
  }

  /** Kubernetes before 1.33 has no such objects; the operator is then told the ranges. */
  private List<ServiceCIDR> serviceRanges() {
    try {
      return client.resources(ServiceCIDR.class).list().getItems();
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        return List.of();
      }
      throw failed(e, "ServiceCIDRs");
    }
  }

  /** Asks, and tells a failure in a sentence. */
  <T> T ask(String wanted, Function<KubernetesClient, T> question) {
    try {
      return question.apply(client);
    } catch (KubernetesClientException e) {
      throw failed(e, wanted);
    }
  }

  private ClusterException failed(KubernetesClientException failure, String wanted) {
    return ClusterException.of(failure, wanted, String.valueOf(client.getMasterUrl()));
  }

  @Override
  public void close() {
    client.close();
  }
}
