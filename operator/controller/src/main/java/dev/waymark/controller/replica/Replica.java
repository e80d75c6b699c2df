package dev.waymark.controller.replica;

import dev.waymark.controller.metrics.CountedWrites;
import dev.waymark.controller.metrics.OperatorMetrics;
import dev.waymark.controller.metrics.OperatorServer;
import dev.waymark.controller.observe.ClusterInformers;
import dev.waymark.controller.observe.WatchedStore;
import dev.waymark.controller.reconcile.NewestPass;
import dev.waymark.controller.reconcile.RouteTableReconciler;
import dev.waymark.controller.reconcile.RoutingPolicyReconciler;
import dev.waymark.controller.reconcile.TrafficSteerReconciler;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetrics;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One replica: it watches from the start, waits until the lease is its own, and publishes until it
 * is closed or the lease is lost, which ends it for good.
 */
public final class Replica implements AutoCloseable, OperatorServer.Health {
  private static final Logger LOG = LoggerFactory.getLogger(Replica.class);

  /** The Lease, and the field manager of everything that the operator writes. */
  static final String NAME = "waymark-operator";

  private static final String FINALIZER = "waymark.dev/effects";
  private static final long PAGE = 500;
  private static final Duration SLOWEST_RETRY = Duration.ofSeconds(30);
  private static final Duration STOP = Duration.ofSeconds(5);

  private final AtomicBoolean closed = new AtomicBoolean();
  private final ReplicaSettings settings;
  private final Runnable fatal;
  private final NewestPass newest = new NewestPass();
  private final OperatorMetrics metrics;
  private final KubernetesClient client;
  private final ClusterInformers cluster;
  private final OperatorServer server;
  private final Operator operator;
  private volatile boolean ready;
  private volatile boolean over;
  private volatile @Nullable Leadership leadership;

  private Replica(ReplicaSettings settings, Runnable fatal) throws IOException {
    this.settings = settings;
    this.fatal = fatal;
    metrics = new OperatorMetrics(BuildInfo.VERSION, this::slices);
    client = ApiClient.open(settings.kubeconfig(), new CountedWrites(metrics));
    cluster =
        new ClusterInformers(
            client, settings.namespace(), settings.protect(), Clock.systemUTC(), this::ring);
    server = OperatorServer.start(settings.listen(), metrics, this);
    operator =
        new Operator(sdk ->
            sdk.withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withMetrics(MicrometerMetrics.withoutPerResourceMetrics(metrics.registry()))
                .withReconciliationTerminationTimeout(STOP)
                .withLeaderElectionConfiguration(lease()));
  }

  /**
   * Starts a replica; returns once it has read everything that it watches.
   *
   * @param fatal called when it cannot go on and has to be started anew
   * @throws IOException if it cannot listen where it shall
   * @throws io.fabric8.kubernetes.client.KubernetesClientException if the API server refuses it
   */
  public static Replica start(ReplicaSettings settings, Runnable fatal) throws IOException {
    Replica replica = new Replica(settings, fatal);
    try {
      replica.begin();
    } catch (RuntimeException e) {
      replica.close();
      throw e;
    }
    return replica;
  }

  private void begin() {
    LOG.info("waymark-operator version={} serves {}", BuildInfo.VERSION, server.address());
    cluster.start();
    register(new RouteTableReconciler(newest), cluster.routeTables());
    register(new RoutingPolicyReconciler(newest), cluster.routingPolicies());
    register(new TrafficSteerReconciler(newest), cluster.trafficSteers());
    operator.start();
    ready = true;
    LOG.info("everything is read; waiting for the lease");
  }

  private <R extends CustomResource<?, ?>> void register(
      Reconciler<R> reconciler, WatchedStore<R> store) {
    operator.register(
        reconciler,
        controller ->
            controller
                .withFinalizer(FINALIZER)
                .withFieldManager(NAME)
                .withInformerListLimit(PAGE)
                .withItemStore(store)
                .withRetry(
                    new GenericRetry()
                        .withoutMaxAttempts()
                        .setMaxInterval(SLOWEST_RETRY.toMillis())));
  }

  private LeaderElectionConfiguration lease() {
    Duration lease = settings.lease();
    return new LeaderElectionConfiguration(
        NAME,
        settings.namespace(),
        lease,
        lease.multipliedBy(2).dividedBy(3),
        lease.dividedBy(7),
        settings.instance(),
        new LeaderCallbacks(
            this::lead, this::lost, leader -> LOG.info("the lease is held by {}", leader)),
        false);
  }

  private void lead() {
    if (over) {
      return;
    }
    try {
      Leadership begun = Leadership.begin(settings, client, cluster, newest, metrics, this::end);
      leadership = begun;
      begun.start();
    } catch (RuntimeException e) {
      LOG.error("the lease is held, but nothing can be published: {}", e.getMessage(), e);
      end();
    }
  }

  private void lost() {
    if (!closed.get()) {
      LOG.error("the lease is lost; this replica ends, to be started anew");
      end();
    }
  }

  /** Publishes nothing more, and gives the lease back: another replica need not wait for it. */
  private void end() {
    over = true;
    fatal.run();
    // Not from here: the election and the pass call this, and are to be stopped.
    new Thread(this::close, "end").start();
  }

  private void ring() {
    Leadership current = leadership;
    if (current != null) {
      current.ring();
    }
  }

  private int slices() {
    return cluster.slices().size();
  }

  /** Where metrics and health are served. */
  public InetSocketAddress address() {
    return server.address();
  }

  @Override
  public Optional<String> ill() {
    Leadership current = leadership;
    return current == null || current.alive()
        ? Optional.empty()
        : Optional.of("the pass is dead or stuck");
  }

  @Override
  public Optional<String> unready() {
    return ready ? Optional.empty() : Optional.of("not everything was read yet");
  }

  /** Gives the lease back, so that another replica need not wait for it. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      Leadership current = leadership;
      if (current != null) {
        current.close();
      }
      operator.stop();
      cluster.close();
      server.close();
      client.close();
    }
  }
}
