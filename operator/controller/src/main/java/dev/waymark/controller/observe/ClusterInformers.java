package dev.waymark.controller.observe;

import dev.waymark.api.net.Prefix;
import dev.waymark.api.node.v1alpha1.NodeRouting;
import dev.waymark.api.node.v1alpha1.RouteSlice;
import dev.waymark.api.v1alpha1.ConfigMapRef;
import dev.waymark.api.v1alpha1.ResourceStatus;
import dev.waymark.api.v1alpha1.RouteTable;
import dev.waymark.api.v1alpha1.RoutingPolicy;
import dev.waymark.api.v1alpha1.TrafficSteer;
import dev.waymark.compiler.Inputs;
import dev.waymark.compiler.cluster.ClusterFacts;
import dev.waymark.compiler.model.Owner;
import dev.waymark.controller.observe.NamedConfigMaps.Name;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.networking.v1.ServiceCIDR;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that the operator watches. The user's kinds are kept for the reconcilers' informers,
 * the rest has informers of its own.
 */
public final class ClusterInformers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterInformers.class);
  private static final long PAGE = 500;

  /** The ConfigMap that clears every node while it exists. */
  public static final String UNINSTALL = "waymark-uninstall";

  /** The ConfigMap that accepts that resources vanished. */
  public static final String ACCEPT_REMOVAL = "waymark-accept-removal";

  private final KubernetesClient client;
  private final String namespace;
  private final List<Prefix> installers;
  private final Clock clock;
  private final List<SharedIndexInformer<?>> own = new ArrayList<>();
  private final WatchedStore<RouteTable> routeTables;
  private final WatchedStore<RoutingPolicy> routingPolicies;
  private final WatchedStore<TrafficSteer> trafficSteers;
  private final WatchedStore<Node> nodes;
  private final WatchedStore<NodeRouting> routings;
  private final WatchedStore<RouteSlice> slices;
  private final WatchedStore<ServiceCIDR> serviceRanges;
  private final WatchedStore<EndpointSlice> apiServers;
  private final NamedConfigMaps configMaps;

  /**
   * Not started yet.
   *
   * @param namespace the operator's own, in which the administrator's words stand as ConfigMaps
   * @param installers further prefixes to protect
   * @param changed called from any thread when something changed that matters
   */
  public ClusterInformers(
      KubernetesClient client,
      String namespace,
      List<Prefix> installers,
      Clock clock,
      Runnable changed) {
    this.client = client;
    this.namespace = namespace;
    this.installers = List.copyOf(installers);
    this.clock = clock;
    routeTables = new WatchedStore<>(WatchedKind.declared(RouteTable.class), changed);
    routingPolicies = new WatchedStore<>(WatchedKind.declared(RoutingPolicy.class), changed);
    trafficSteers = new WatchedStore<>(WatchedKind.declared(TrafficSteer.class), changed);
    nodes = new WatchedStore<>(WatchedKind.NODE, changed);
    routings = new WatchedStore<>(WatchedKind.NODE_ROUTING, changed);
    slices = new WatchedStore<>(WatchedKind.SLICE, changed);
    serviceRanges = new WatchedStore<>(WatchedKind.whole(ServiceCIDR.class), changed);
    apiServers = new WatchedStore<>(WatchedKind.whole(EndpointSlice.class), changed);
    configMaps = new NamedConfigMaps(client, changed);
  }

  /**
   * Starts the informers that are not the reconcilers', and waits until they have synced.
   *
   * @throws io.fabric8.kubernetes.client.KubernetesClientException if the API server refuses one
   */
  public void start() {
    watch(client.nodes().withLimit(PAGE), nodes);
    watch(client.resources(NodeRouting.class).withLimit(PAGE), routings);
    watch(client.resources(RouteSlice.class).withLimit(PAGE / 10), slices);
    watch(
        client
            .discovery()
            .v1()
            .endpointSlices()
            .inNamespace(ClusterFacts.API_SERVER_NAMESPACE)
            .withLabels(ClusterFacts.API_SERVER_LABEL),
        apiServers);
    if (client.supports(ServiceCIDR.class)) {
      watch(client.resources(ServiceCIDR.class), serviceRanges);
    } else {
      LOG.warn(
          "this API server has no ServiceCIDR objects; name the Service range with --protect, or"
              + " routes may take it over");
    }
    CompletableFuture.allOf(
            own.stream()
                .map(informer -> informer.start().toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new))
        .join();
  }

  private <T extends HasMetadata> void watch(Informable<T> what, WatchedStore<T> store) {
    String kind = store.kind().type().getSimpleName();
    own.add(
        what.runnableInformer(0)
            .itemStore(store)
            .exceptionHandler((started, failure) -> {
              LOG.warn("kind={} cannot be watched now: {}", kind, failure.getMessage());
              return started;
            }));
  }

  /**
   * The cluster now; empty while something was not read yet. Call it from one thread only, and not
   * before the reconcilers' informers have synced.
   */
  public Optional<ClusterView> view() {
    List<RouteTable> tables = routeTables.all();
    configMaps.follow(named(tables), clock.instant());
    boolean read =
        !own.isEmpty()
            && own.stream().allMatch(SharedIndexInformer::hasSynced)
            && configMaps.read(clock.instant());
    if (!read) {
      return Optional.empty();
    }
    SortedMap<String, ObservedNode> observed = new TreeMap<>();
    nodes.all().forEach(node -> observed.put(node.getMetadata().getName(), ObservedNode.of(node)));
    SortedMap<String, NodeRouting> byName = new TreeMap<>();
    routings.all().forEach(routing -> byName.put(routing.getMetadata().getName(), routing));
    return Optional.of(
        new ClusterView(
            new Inputs(tables, routingPolicies.all(), trafficSteers.all(), configMaps.data()),
            owners(),
            observed,
            byName,
            ClusterFacts.protectedPrefixes(
                observed.values().stream().flatMap(node -> node.podRanges().stream()).toList(),
                serviceRanges.all(),
                apiServers.all(),
                installers),
            configMaps.exists(new Name(namespace, UNINSTALL)),
            configMaps.exists(new Name(namespace, ACCEPT_REMOVAL))));
  }

  private SortedMap<Owner, DeclaredResource> owners() {
    SortedMap<Owner, DeclaredResource> owners = new TreeMap<>();
    Stream.<WatchedStore<? extends CustomResource<?, ResourceStatus>>>of(
            routeTables, routingPolicies, trafficSteers)
        .flatMap(store -> store.all().stream())
        .map(DeclaredResource::of)
        .forEach(resource -> owners.put(resource.owner(), resource));
    return owners;
  }

  private Map<Name, Set<String>> named(List<RouteTable> tables) {
    Map<Name, Set<String>> wanted = new HashMap<>();
    wanted.put(new Name(namespace, UNINSTALL), Set.of());
    wanted.put(new Name(namespace, ACCEPT_REMOVAL), Set.of());
    for (RouteTable table : tables) {
      if (table.getSpec() != null) {
        table
            .getSpec()
            .routesFrom()
            .forEach(source -> {
              ConfigMapRef ref = source.configMap();
              if (ref != null) {
                wanted
                    .computeIfAbsent(new Name(ref.namespace(), ref.name()), name -> new TreeSet<>())
                    .add(ref.key());
              }
            });
      }
    }
    return wanted;
  }

  /** Where the informer of the RouteTables keeps them. */
  public WatchedStore<RouteTable> routeTables() {
    return routeTables;
  }

  /** Where the informer of the RoutingPolicies keeps them. */
  public WatchedStore<RoutingPolicy> routingPolicies() {
    return routingPolicies;
  }

  /** Where the informer of the TrafficSteers keeps them. */
  public WatchedStore<TrafficSteer> trafficSteers() {
    return trafficSteers;
  }

  /** The slices that the API server has, without their content. */
  public WatchedStore<RouteSlice> slices() {
    return slices;
  }

  @Override
  public void close() {
    own.forEach(SharedIndexInformer::stop);
    configMaps.close();
  }
}
