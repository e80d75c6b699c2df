package dev.waymark.daemon.converge;

import dev.waymark.daemon.kernel.MarkBits;
import dev.waymark.daemon.kernel.Ownership;
import dev.waymark.daemon.metrics.CommitLog;
import dev.waymark.daemon.report.NodeReport;
import dev.waymark.daemon.report.StandingBoard;
import dev.waymark.daemon.report.StatusFile;
import dev.waymark.daemon.settings.NodeSettings;
import dev.waymark.daemon.source.HangUp;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One daemon, put together from its parts. Wiring only. */
public final class Daemon {

  private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);

  private final NodeSettings settings;
  private final StepListener listener;
  private final Mailbox mailbox = new Mailbox();
  private volatile boolean stopped;
  private volatile @Nullable Holding holding;

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

  /**
   * Ends {@link #run} after what it is doing. What is attached stays; a change that has yet to
   * prove itself is taken back.
   */
  public void stop() {
    stopped = true;
    mailbox.stop();
    Holding held = holding;
    if (held != null) {
      held.stop();
    }
  }

  /**
   * Runs in the calling thread's network namespace until stopped. The caller holds the {@link
   * RunLock}.
   *
   * @throws dev.waymark.libbpf.NativeException if the kernel refuses what nothing works without
   */
  public void run() throws IOException, InterruptedException {
    StatusFile statusFile = new StatusFile(settings.directories().run());
    List<NodeReport.ResourceReport> before = reportedBefore(statusFile);
    CommitLog commits = new CommitLog();
    try (Following following = Following.of(settings, mailbox::post)) {
      HangUp.handle(() -> {
        mailbox.postAgain();
        following.source().lookNow();
      });
      SourceView source = new SourceView(following.kind());
      StandingBoard board = new StandingBoard(statusFile, following.told());
      try (Serving serving = new Serving(settings, board, commits)) {
        Holding.Shared shared = new Holding.Shared(mailbox, source, board, commits);
        while (hold(shared, before, following, serving) == Converge.End.CLEARED) {
          if (!new CleanNode(settings.node(), new Detachment(settings), mailbox, source, board)
              .awaitWanted()) {
            return;
          }
          before = List.of();
        }
      }
    }
  }

  private Converge.End hold(
      Holding.Shared shared,
      List<NodeReport.ResourceReport> before,
      Following following,
      Serving serving)
      throws IOException, InterruptedException {
    try (Holding next = new Holding(settings, listener, shared, before)) {
      holding = next;
      if (stopped) {
        next.stop();
      }
      // What is pinned is adopted first: compiling a large commit would take the cores from it.
      next.adopt();
      following.source().start();
      serving.start();
      return next.run();
    } finally {
      holding = null;
    }
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
