package dev.waymark.daemon.report;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest standing, for all who ask: in the status file, in this process, and wherever else it
 * is told. One thread posts.
 */
public final class StandingBoard {

  private static final Logger LOG = LoggerFactory.getLogger(StandingBoard.class);

  private final StatusFile file;
  private final Consumer<NodeStanding> further;
  private @Nullable NodeStanding last;
  private volatile @Nullable NodeReport written;

  /**
   * An empty board.
   *
   * @param further is told each new standing; it does not wait
   */
  public StandingBoard(StatusFile file, Consumer<NodeStanding> further) {
    this.file = file;
    this.further = further;
  }

  /** Replaces the standing, where it says something else than before. */
  public void post(NodeStanding standing) {
    if (!standing.equals(last)) {
      last = standing;
      further.accept(standing);
    }
    if (!standing.report().equals(written)) {
      try {
        file.write(standing.report());
        written = standing.report();
      } catch (IOException e) {
        LOG.warn("status cannot be written: {}", e.getMessage());
      }
    }
  }

  /** What was posted last. */
  public Optional<NodeStanding> last() {
    return Optional.ofNullable(last);
  }

  /** The newest report that could be written; from any thread. */
  public Optional<NodeReport> newest() {
    return Optional.ofNullable(written);
  }
}
