package dev.waymark.daemon.converge;

import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.daemon.report.NodeReport.SourceReport;
import dev.waymark.daemon.report.NodeReport.SourceState;
import dev.waymark.daemon.report.SourceStanding;
import dev.waymark.daemon.source.SourceKind;
import dev.waymark.daemon.source.SourceReading;
import dev.waymark.daemon.source.SourceReading.Cleared;
import dev.waymark.daemon.source.SourceReading.Found;
import dev.waymark.daemon.source.SourceReading.Rejected;
import dev.waymark.daemon.source.SourceReading.Unmoved;
import dev.waymark.daemon.source.SourceReading.Unreachable;
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
  private static final int SHOWN = 20;
  private static final int LARGE_ROUTES = 50_000;

  private final SourceKind kind;
  private @Nullable Wanted wanted;
  private boolean cleared;
  private boolean seenWhole;
  private boolean large;
  private @Nullable SourceStanding judged;
  private SourceStanding standing;

  SourceView(SourceKind kind) {
    this.kind = kind;
    this.standing = standing(null, SourceState.Unknown, Reason.Pending, null);
  }

  /** An earlier run left this on the disk. The source was not asked yet. */
  void restore(Wanted onDisk) {
    wanted = onDisk;
    standing =
        standing(
            onDisk.revision(),
            SourceState.Unknown,
            Reason.Pending,
            "restored from disk, not asked yet");
  }

  /** What the newest good revision says; absent while none was ever seen. */
  @Nullable Wanted wanted() {
    return wanted;
  }

  /** Whether the node is to hold nothing. */
  boolean cleared() {
    return cleared;
  }

  /** This is on the disk: what is kept of it here needs no slices. */
  void written(Wanted onDisk) {
    if (onDisk.equals(wanted)) {
      wanted = onDisk.written();
    }
  }

  /** Whether a good revision was seen by this run of the daemon. */
  boolean seenWhole() {
    return seenWhole;
  }

  /** How the source stands. */
  SourceStanding standing() {
    return standing;
  }

  /**
   * Reading a large state takes many times the memory of its result. The runtime would keep that
   * for the next one, on a node whose memory is there for others.
   */
  void giveBackMemory() {
    if (large) {
      large = false;
      System.gc();
    }
  }

  void take(SourceReading reading) {
    switch (reading) {
      case Found(Wanted found) -> {
        LOG.info(
            "source {}={} routes={} root={}",
            kind.revision(),
            found.revision(),
            found.state().routes(),
            found.root());
        wanted = found;
        cleared = false;
        seenWhole = true;
        large |= found.state().routes() > LARGE_ROUTES;
        judge(current(found.revision()));
      }
      case Cleared(String revision) -> {
        LOG.info("source {}={}: the node is to hold nothing", kind.revision(), revision);
        wanted = null;
        cleared = true;
        seenWhole = true;
        judge(current(revision));
      }
      case Unmoved(String revision) -> back(revision);
      case Rejected(String revision, Reason reason, List<String> errors) ->
          judge(rejected(revision, reason, errors));
      case Unreachable(Reason reason, String revision, String message) -> {
        LOG.warn("source unreachable: {}", message);
        standing =
            standing(
                revision == null ? standing.revision() : revision,
                SourceState.Unreachable,
                reason,
                message + serving());
      }
    }
  }

  /** Out of reach for a while, or somewhere else, and now where it was. */
  private void back(String revision) {
    LOG.info("source back {}={}", kind.revision(), revision);
    if (judged != null && revision.equals(judged.revision())) {
      standing = judged;
    } else if (wanted != null && revision.equals(wanted.revision())) {
      judge(current(revision));
    }
  }

  private void judge(SourceStanding newest) {
    judged = newest;
    standing = newest;
  }

  private SourceStanding current(String revision) {
    return standing(revision, SourceState.Current, Reason.AsDeclared, null);
  }

  private SourceStanding rejected(String revision, Reason reason, List<String> errors) {
    LOG.warn(
        "source rejected {}={} errors={} first={}",
        kind.revision(),
        revision,
        errors.size(),
        errors.getFirst());
    String shown = String.join("\n", errors.subList(0, Math.min(SHOWN, errors.size())));
    String more = errors.size() > SHOWN ? "\nand %d more".formatted(errors.size() - SHOWN) : "";
    return standing(revision, SourceState.Rejected, reason, shown + more + serving());
  }

  private SourceStanding standing(
      @Nullable String revision, SourceState state, Reason reason, @Nullable String message) {
    String commit = kind == SourceKind.Git ? revision : null;
    return new SourceStanding(
        new SourceReport(kind.name(), commit, state, message), revision, reason);
  }

  private String serving() {
    Wanted serves = wanted;
    if (cleared) {
      return "\nthe node holds nothing, as was asked last";
    }
    return serves == null
        ? "\nnothing was applied before; the node is left as it is"
        : "\n%s %s serves on".formatted(kind.revision(), serves.revision());
  }
}
