package dev.waymark.controller.replica;

import dev.waymark.api.node.v1alpha1.NodeRouting;
import dev.waymark.controller.metrics.OperatorMetrics;
import dev.waymark.controller.observe.ClusterInformers;
import dev.waymark.controller.pass.Announcements;
import dev.waymark.controller.pass.Loop;
import dev.waymark.controller.pass.Pass;
import dev.waymark.controller.publish.ApiSlices;
import dev.waymark.controller.publish.EventRecorder;
import dev.waymark.controller.publish.NodeRoutingPublisher;
import dev.waymark.controller.publish.SliceCollection;
import dev.waymark.controller.publish.SlicePublisher;
import dev.waymark.controller.publish.WriteBudget;
import dev.waymark.controller.reconcile.NewestPass;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The time in which a replica holds the lease: the only one in which anything is published. */
final class Leadership implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);
  private static final double WRITES_PER_SECOND = 100;
  private static final int WRITES_AT_ONCE = 200;

  private final Loop loop;

  private Leadership(Loop loop) {
    this.loop = loop;
  }

  /**
   * Takes the next epoch.
   *
   * @param fatal what to do when publishing ends of an error
   * @throws io.fabric8.kubernetes.client.KubernetesClientException if the API server is away
   */
  static Leadership begin(
      ReplicaSettings settings,
      KubernetesClient client,
      ClusterInformers cluster,
      NewestPass newest,
      OperatorMetrics metrics,
      Runnable fatal) {
    Clock clock = Clock.systemUTC();
    // Asked anew: the informer may not have seen the last leader's last write.
    long epoch =
        client.resources(NodeRouting.class).list().getItems().stream()
                .filter(routing -> routing.getSpec() != null)
                .mapToLong(routing -> routing.getSpec().epoch())
                .max()
                .orElse(0)
            + 1;
    LOG.info("epoch={} the lease is ours", epoch);
    metrics.leads(epoch);
    SlicePublisher slices = new SlicePublisher(client, cluster.slices(), clock, Replica.NAME);
    NodeRoutingPublisher nodes =
        new NodeRoutingPublisher(
            client,
            new WriteBudget(WRITES_PER_SECOND, WRITES_AT_ONCE, System.nanoTime()),
            System::nanoTime,
            Replica.NAME,
            epoch);
    SliceCollection collection =
        new SliceCollection(
            cluster.slices(),
            slices,
            clock,
            new SliceCollection.Pace(settings.collect(), settings.collect().multipliedBy(2)));
    EventRecorder events = new EventRecorder(client, clock, settings.instance());
    Pass pass =
        new Pass(
            cluster,
            new ApiSlices(client),
            slices,
            nodes,
            collection,
            new Announcements(newest, events, metrics, settings.namespace()),
            metrics,
            clock);
    return new Leadership(new Loop(pass, fatal));
  }

  void start() {
    loop.start();
  }

  void ring() {
    loop.ring();
  }

  boolean alive() {
    return loop.alive();
  }

  @Override
  public void close() {
    loop.close();
  }
}
