package dev.waymark.daemon.converge;

import dev.waymark.daemon.report.NodeReport.SourceReport;
import dev.waymark.daemon.report.NodeReport.SourceState;
import dev.waymark.daemon.source.CommitCompiler;
import dev.waymark.daemon.source.CommitCompiler.Outcome.Accepted;
import dev.waymark.daemon.source.CommitCompiler.Outcome.Rejected;
import dev.waymark.daemon.source.GitReading;
import dev.waymark.daemon.source.GitReading.Found;
import dev.waymark.daemon.source.GitReading.Unmoved;
import dev.waymark.daemon.source.GitReading.Unreachable;
import dev.waymark.daemon.source.Wanted;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is wanted, and how the source stands to it. Nothing that goes wrong there changes what is.
 */
final class SourceView {

  private static final Logger LOG = LoggerFactory.getLogger(SourceView.class);
  private static final String GIT = "Git";
  private static final int SHOWN = 20;
  private static final long LARGE_BYTES = 4 << 20;

  private final CommitCompiler compiler;
  private @Nullable Wanted wanted;
  private boolean seenWhole;
  private boolean large;
  private @Nullable SourceReport judged;
  private SourceReport report = new SourceReport(GIT, null, SourceState.Unknown, null);

  SourceView(CommitCompiler compiler, @Nullable Wanted restored) {
    this.compiler = compiler;
    this.wanted = restored;
    if (restored != null) {
      report =
          new SourceReport(
              GIT, restored.commit(), SourceState.Unknown, "restored from disk, not asked yet");
    }
  }

  /** What the newest good commit says; absent while none was ever seen. */
  @Nullable Wanted wanted() {
    return wanted;
  }

  /** This is on the disk: what is kept of it here needs no slices. */
  void written(Wanted onDisk) {
    if (onDisk.equals(wanted)) {
      wanted = onDisk.written();
    }
  }

  /** Whether a good commit was seen by this run of the daemon. */
  boolean seenWhole() {
    return seenWhole;
  }

  SourceReport report() {
    return report;
  }

  /**
   * Compiling takes many times the memory of its result. The runtime would keep that for the next
   * commit, on a node whose memory is there for others. For when nobody holds the commit any more.
   */
  void giveBackMemory() {
    if (large) {
      large = false;
      System.gc();
    }
  }

  private static long bytes(Found found) {
    return found.files().stream().mapToLong(file -> file.text().length()).sum();
  }

  void take(GitReading reading) {
    switch (reading) {
      case Found found -> {
        compile(found);
        judged = report;
      }
      case Unmoved(String commit) -> {
        // Out of reach for a while, and now back with nothing new.
        LOG.info("source back commit={}", commit);
        report = judged == null ? report : judged;
      }
      case Unreachable(String message) -> {
        LOG.warn("source unreachable: {}", message);
        report =
            new SourceReport(GIT, report.commit(), SourceState.Unreachable, message + serving());
      }
    }
  }

  private void compile(Found found) {
    switch (compiler.compile(found)) {
      case Accepted(Wanted accepted) -> {
        LOG.info(
            "source commit={} files={} root={}",
            found.commit(),
            found.files().size(),
            accepted.root());
        wanted = accepted;
        seenWhole = true;
        large |= bytes(found) > LARGE_BYTES;
        report = new SourceReport(GIT, found.commit(), SourceState.Current, null);
      }
      case Rejected(String commit, List<String> errors) -> {
        LOG.warn(
            "source rejected commit={} errors={} first={}",
            commit,
            errors.size(),
            errors.getFirst());
        String shown = String.join("\n", errors.subList(0, Math.min(SHOWN, errors.size())));
        String more = errors.size() > SHOWN ? "\nand %d more".formatted(errors.size() - SHOWN) : "";
        report = new SourceReport(GIT, commit, SourceState.Rejected, shown + more + serving());
      }
    }
  }

  private String serving() {
    Wanted serves = wanted;
    return serves == null
        ? "\nnothing was applied before; the node is left as it is"
        : "\ncommit %s serves on".formatted(serves.commit());
  }
}
