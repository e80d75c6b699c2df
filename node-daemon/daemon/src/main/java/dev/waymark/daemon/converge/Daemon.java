package dev.waymark.daemon.converge;

import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.compiler.slice.Digest;
import dev.waymark.daemon.attach.Hooks;
import dev.waymark.daemon.counters.CounterBook;
import dev.waymark.daemon.counters.PinnedCounts;
import dev.waymark.daemon.kernel.KernelRouting;
import dev.waymark.daemon.kernel.LocalTable;
import dev.waymark.daemon.kernel.MarkBits;
import dev.waymark.daemon.kernel.Ownership;
import dev.waymark.daemon.liveness.GatewayWatch;
import dev.waymark.daemon.metrics.CommitLog;
import dev.waymark.daemon.metrics.MetricsServer;
import dev.waymark.daemon.metrics.NodeReadings;
import dev.waymark.daemon.observe.AddressTranslation;
import dev.waymark.daemon.observe.NodeEvents;
import dev.waymark.daemon.observe.NodeNews;
import dev.waymark.daemon.observe.NodeObservation;
import dev.waymark.daemon.report.BuildInfo;
import dev.waymark.daemon.report.NodeReport;
import dev.waymark.daemon.report.ResourceStatuses;
import dev.waymark.daemon.report.StatusFile;
import dev.waymark.daemon.settings.ListenAddress;
import dev.waymark.daemon.settings.NodeSettings;
import dev.waymark.daemon.settings.NodeSettings.GitSettings;
import dev.waymark.daemon.source.CommitCompiler;
import dev.waymark.daemon.source.GitFollower;
import dev.waymark.daemon.source.GitLocation;
import dev.waymark.daemon.source.GitSource;
import dev.waymark.daemon.source.HangUp;
import dev.waymark.daemon.source.RejectedRoots;
import dev.waymark.daemon.source.RejectedRoots.Rejection;
import dev.waymark.daemon.source.SlicesOnDisk;
import dev.waymark.daemon.source.Wanted;
import dev.waymark.dataplane.Adoption;
import dev.waymark.dataplane.Dataplane;
import dev.waymark.dataplane.DataplaneSettings;
import dev.waymark.dataplane.Generation;
import dev.waymark.dataplane.layout.Phase;
import dev.waymark.libbpf.netlink.NetlinkSocket;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One daemon, put together from its parts. Wiring only. */
public final class Daemon {

  private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);

  private final NodeSettings settings;
  private final StepListener listener;
  private final Mailbox mailbox = new Mailbox();

  /**
   * A daemon that is not running yet.
   *
   * @param listener sees every step of every commit
   */
  public Daemon(NodeSettings settings, StepListener listener) {
    this.settings = settings;
    this.listener = listener;
  }

  /** How our things in the kernel are known, by these settings. */
  public static Ownership ownership(NodeSettings settings) {
    return new Ownership(
        settings.kernelTables(), settings.rulePriorities(), new MarkBits(settings.markMask()));
  }

  /** Ends {@link #run} after what it is doing. What is attached stays. */
  public void stop() {
    mailbox.stop();
  }

  /**
   * Runs in the calling thread's network namespace until stopped. The caller holds the {@link
   * RunLock}.
   *
   * @throws dev.waymark.libbpf.NativeException if the kernel refuses what nothing works without
   */
  // The subscription works by itself; it is only to be closed.
  @SuppressWarnings("try")
  public void run() throws IOException, InterruptedException {
    Ownership ownership = ownership(settings);
    Path state = settings.directories().state();
    Path pin = settings.directories().pin();
    SlicesOnDisk disk = new SlicesOnDisk(state);
    EarlyReading stored = EarlyReading.begin(disk);
    StatusFile statusFile = new StatusFile(settings.directories().run());
    Clock clock = Clock.systemUTC();
    RejectedRoots rejected = new RejectedRoots(state);
    NodeNews news = new NodeNews(ownership);
    // Subscribed before anything is read, or what changes in between would be missed.
    try (NodeEvents events = NodeEvents.subscribe(news, mailbox::postNodeChanged);
        NetlinkSocket socket = NetlinkSocket.open();
        AddressTranslation translation = AddressTranslation.open();
        GatewayWatch watch = new GatewayWatch(state, mailbox::postNodeChanged);
        GitFollower follower = follower(state);
        Dataplane dataplane = open(pin, rejected);
        Hooks hooks = new Hooks(pin)) {
      HangUp.handle(() -> {
        mailbox.postAgain();
        follower.lookNow();
      });
      rememberTakenBack(dataplane, rejected);
      events.lookEverySecond(
          () ->
              !dataplane.unpinned().isEmpty()
                  || !hooks.drift().isEmpty()
                  || translation.hasChanged());
      CommitCompiler compiler =
          new CommitCompiler(settings.node(), settings.labels(), settings.shields());
      Wanted restored = stored.state(active(dataplane));
      SourceView source = new SourceView(compiler, restored);
      StepRunner steps =
          new StepRunner(
              dataplane,
              disk,
              new CounterBook(state, dataplane.counters()),
              ownership,
              new KernelState(new KernelRouting(socket, ownership), ownership),
              new LocalSenders(new LocalTable(socket, ownership), settings.localRoutes()),
              hooks,
              clock,
              listener);
      if (restored != null) {
        steps.provenBefore(restored);
      }
      Reporting reporting =
          new Reporting(
              settings.node(),
              dataplane,
              statusFile,
              new ResourceStatuses(settings.node(), reportedBefore(statusFile)),
              clock);
      CommitLog commits = new CommitLog();
      Converge converge =
          new Converge(
              mailbox,
              source,
              rejected,
              new Targets(settings, new NodeObservation(socket, news), translation, watch, clock),
              steps,
              reporting,
              commits,
              clock);
      // What is pinned is adopted first: compiling a large commit would take the cores from it.
      converge.pass();
      follower.start();
      try (MetricsServer metrics = serveMetrics(reporting, commits)) {
        converge.run();
      }
    }
  }

  /** Packets go on without metrics: where they cannot be served, that is said, and that is all. */
  private @Nullable MetricsServer serveMetrics(Reporting reporting, CommitLog commits) {
    if (settings.metricsListen().isEmpty()) {
      return null;
    }
    ListenAddress listen = settings.metricsListen().get();
    PinnedCounts counts = new PinnedCounts(settings.directories().pin());
    try {
      return MetricsServer.start(
          listen.toSocketAddress(),
          new NodeReadings(
              BuildInfo.VERSION,
              reporting::newest,
              commits,
              counts,
              settings.directories().state()));
    } catch (IOException e) {
      LOG.warn(
          "metrics are not served: {}: {}; set metrics.listen to a free address, or to \"\"",
          listen,
          e.getMessage());
      return null;
    }
  }

  private static Optional<Digest> active(Dataplane dataplane) {
    return dataplane.active().map(generation -> Digest.parse(generation.digest()));
  }

  private GitFollower follower(Path state) {
    GitSettings git = settings.git();
    GitLocation location = new GitLocation(git.repository(), git.branch(), git.path());
    return new GitFollower(
        new GitSource(location, state.resolve("git")), git.interval(), mailbox::post);
  }

  private Dataplane open(Path pin, RejectedRoots rejected) {
    Dataplane dataplane =
        Dataplane.open(
            new DataplaneSettings(pin, DataplaneSettings.INITIAL_BYTES, settings.storeLimit()));
    switch (dataplane.adoption()) {
      case Adoption.Fresh() -> LOG.info("started node={} adoption=fresh", settings.node());
      case Adoption.Adopted(Generation active, Generation stable) -> {
        LOG.info(
            "started node={} adoption=adopted generation={} phase={}",
            settings.node(),
            active.number(),
            active.phase());
        if (active.phase() == Phase.PROBATION) {
          // Nobody confirmed it before the last daemon died.
          dataplane.rollBack();
          LOG.warn(
              "rolled back generation={} to generation={} reason=NotConfirmed",
              active.number(),
              stable.number());
          if (!active.digest().equals(stable.digest())
              && rejected.diedOnTrial(Digest.parse(active.digest()))) {
            LOG.warn("not tried again root={}: two daemons died proving it", active.digest());
          }
        }
      }
      case Adoption.Refused(String reason) ->
          LOG.warn("started node={} adoption=refused: {}", settings.node(), reason);
    }
    return dataplane;
  }

  /** What the kernel took back while no daemon ran: its commit is not to bring it again. */
  private static void rememberTakenBack(Dataplane dataplane, RejectedRoots rejected) {
    Optional<Generation> taken = dataplane.probation().takenBack();
    if (taken.isEmpty()) {
      return;
    }
    String digest = taken.get().digest();
    LOG.warn("taken back by the kernel generation={} reason=NotConfirmed", taken.get().number());
    // A generation of the same state, for a node that changed, says nothing against the state.
    if (dataplane.active().filter(active -> active.digest().equals(digest)).isEmpty()) {
      rejected.add(
          new Rejection(
              Digest.parse(digest),
              null,
              Reason.NotConfirmed,
              "nobody confirmed generation %d in time, and the kernel took it back; another commit,"
                      .formatted(taken.get().number())
                  + " or a SIGHUP to the daemon, tries again"));
    }
    dataplane.probation().acknowledge();
  }

  private static List<NodeReport.ResourceReport> reportedBefore(StatusFile file) {
    try {
      return file.read().map(NodeReport::resources).orElse(List.of());
    } catch (IOException e) {
      LOG.warn("the last status cannot be read: {}", e.getMessage());
      return List.of();
    }
  }
}
