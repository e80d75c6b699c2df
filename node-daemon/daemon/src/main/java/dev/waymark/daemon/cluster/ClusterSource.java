package dev.waymark.daemon.cluster;

import dev.waymark.daemon.report.NodeStanding;
import dev.waymark.daemon.source.DesiredSource;
import dev.waymark.daemon.source.SourceReading;
import dev.waymark.daemon.source.disk.SlicesOnDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** A cluster as the source of one node's desired state, and the one who is told of its standing. */
public final class ClusterSource implements DesiredSource {

  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
  private static final Duration LEAST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final ClusterApi api;
  private final StatusWriter writer;
  private final ClusterFollower follower;

  private ClusterSource(ClusterApi api, StatusWriter writer, ClusterFollower follower) {
    this.api = api;
    this.writer = writer;
    this.follower = follower;
  }

  /**
   * The source of a node, not started yet; nobody is asked before it is.
   *
   * @param kubeconfig how to reach the API server; empty: as the pod's service account says
   * @param state the state directory, whose slices need not be fetched
   * @param listener told what there is to hold
   * @throws IOException if the state directory cannot be made
   */
  public static ClusterSource of(
      String node, Optional<Path> kubeconfig, Path state, Consumer<SourceReading> listener)
      throws IOException {
    ClusterApi api = new KubernetesApi(node, kubeconfig);
    StatusWriter writer =
        new StatusWriter(
            api,
            new RoutingStatus(Files.readString(BOOT_ID).strip()),
            backoff(),
            Clock.systemUTC());
    ClusterFollower follower =
        new ClusterFollower(
            node,
            api,
            new SliceFetch(api, new SlicesOnDisk(state)),
            backoff(),
            listener,
            writer::seen);
    return new ClusterSource(api, writer, follower);
  }

  /** The node stands so now. Does not wait. */
  public void tell(NodeStanding standing) {
    writer.tell(standing);
  }

  @Override
  public void start() {
    writer.start();
    follower.start();
  }

  @Override
  public void lookNow() {
    follower.lookNow();
  }

  private static Backoff backoff() {
    return new Backoff(LEAST_PAUSE, LONGEST_PAUSE, RandomGenerator.getDefault());
  }

  @Override
  public void close() {
    follower.close();
    writer.close();
    api.close();
  }
}
