package dev.waymark.daemon.converge;

import dev.waymark.compiler.slice.Digest;
import dev.waymark.daemon.attach.Hooks;
import dev.waymark.daemon.counters.CounterBook;
import dev.waymark.daemon.kernel.KernelRouting;
import dev.waymark.daemon.kernel.LocalTable;
import dev.waymark.daemon.kernel.Ownership;
import dev.waymark.daemon.liveness.GatewayWatch;
import dev.waymark.daemon.metrics.CommitLog;
import dev.waymark.daemon.observe.AddressTranslation;
import dev.waymark.daemon.observe.NodeEvents;
import dev.waymark.daemon.observe.NodeNews;
import dev.waymark.daemon.observe.NodeObservation;
import dev.waymark.daemon.report.NodeReport;
import dev.waymark.daemon.report.ResourceStatuses;
import dev.waymark.daemon.report.StandingBoard;
import dev.waymark.daemon.settings.NodeSettings;
import dev.waymark.daemon.source.Wanted;
import dev.waymark.daemon.source.disk.RejectedRoots;
import dev.waymark.daemon.source.disk.SlicesOnDisk;
import dev.waymark.dataplane.Dataplane;
import dev.waymark.dataplane.Generation;
import dev.waymark.libbpf.netlink.NetlinkSocket;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A node while it holds something: the data path, adopted or new, and the loop that keeps it as
 * declared. Wiring only. Closed, it leaves everything as it is.
 */
final class Holding implements AutoCloseable {

  private final NodeEvents events;
  private final NetlinkSocket socket;
  private final AddressTranslation translation;
  private final GatewayWatch watch;
  private final Dataplane dataplane;
  private final Hooks hooks;
  private final StepRunner steps;
  private final Converge converge;

  /** What all of a daemon's holdings share. */
  record Shared(Mailbox mailbox, SourceView source, StandingBoard board, CommitLog commits) {}

  /**
   * Opens the data path in the calling thread's network namespace, and reads what the disk holds.
   *
   * @param before what an earlier run said of the resources
   */
  Holding(
      NodeSettings settings,
      StepListener listener,
      Shared shared,
      List<NodeReport.ResourceReport> before)
      throws IOException, InterruptedException {
    Ownership ownership = Daemon.ownership(settings);
    Path state = settings.directories().state();
    Path pin = settings.directories().pin();
    SlicesOnDisk disk = new SlicesOnDisk(state);
    EarlyReading stored = EarlyReading.begin(disk);
    RejectedRoots rejected = new RejectedRoots(state);
    Mailbox mailbox = shared.mailbox();
    SourceView source = shared.source();
    Clock clock = Clock.systemUTC();
    NodeNews news = new NodeNews(ownership);
    // Subscribed before anything is read, or what changes in between would be missed.
    events = NodeEvents.subscribe(news, mailbox::postNodeChanged);
    socket = NetlinkSocket.open();
    translation = AddressTranslation.open();
    watch = new GatewayWatch(state, mailbox::postNodeChanged);
    dataplane = StoreOpening.open(settings, rejected);
    hooks = new Hooks(pin);
    events.lookEverySecond(() -> {
      boolean amiss = !dataplane.unpinned().isEmpty() || !hooks.drift().isEmpty();
      listener.looked(amiss);
      return amiss || translation.hasChanged();
    });
    Reporting reporting =
        new Reporting(
            settings.node(),
            dataplane,
            shared.board(),
            new ResourceStatuses(settings.node(), before),
            clock);
    steps =
        new StepRunner(
            dataplane,
            disk,
            new CounterBook(state, dataplane.counters()),
            ownership,
            new KernelState(new KernelRouting(socket, ownership), ownership),
            new LocalSenders(new LocalTable(socket, ownership), settings.localRoutes()),
            hooks,
            clock,
            listener,
            (phase, target, confirmed) ->
                reporting.underWay(phase, source.standing(), target, confirmed));
    restore(stored.state(active(dataplane)), source);
    converge =
        new Converge(
            mailbox,
            source,
            rejected,
            new Targets(settings, new NodeObservation(socket, news), translation, watch, clock),
            steps,
            reporting,
            shared.commits(),
            clock);
  }

  private void restore(@Nullable Wanted restored, SourceView source) {
    if (restored != null) {
      source.restore(restored);
      steps.provenBefore(restored);
    }
  }

  /** Adopts what is pinned, or makes it anew from the disk: before anybody is asked. */
  void adopt() {
    converge.pass();
  }

  /** Keeps the node as declared; says why that ended. */
  Converge.End run() throws InterruptedException {
    return converge.run();
  }

  /** Ends what waits for answers, from any thread. */
  void stop() {
    steps.stop();
  }

  private static Optional<Digest> active(Dataplane dataplane) {
    return dataplane.active().map(Generation::digest).map(Digest::parse);
  }

  @Override
  public void close() {
    events.close();
    hooks.close();
    dataplane.close();
    watch.close();
    translation.close();
    socket.close();
  }
}
