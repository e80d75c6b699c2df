package dev.waymark.daemon.converge;

import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.daemon.kernel.LocalTable;
import dev.waymark.daemon.resolve.Finding;
import dev.waymark.daemon.resolve.LocalCopy;
import dev.waymark.daemon.resolve.ResolvedState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the node itself sends follows the generation that forwarded packets see. A route that the
 * kernel refuses is told and tried again; it takes no generation back.
 */
final class LocalSenders {

  private static final Duration RETRY = Duration.ofSeconds(10);

  private final LocalTable table;
  private final int limit;
  private @Nullable ResolvedState copied;
  private LocalCopy copy = LocalCopy.NONE;
  private @Nullable LocalCopy followed;
  private List<String> refused = List.of();
  private @Nullable Instant retryAt;

  /**
   * @param limit the most routes; 0: the table is kept empty
   */
  LocalSenders(LocalTable table, int limit) {
    this.table = table;
    this.limit = limit;
  }

  /** What a state leaves to be copied. */
  LocalCopy copyOf(ResolvedState state) {
    if (!state.equals(copied)) {
      copy = LocalCopy.of(state, limit);
      copied = state;
    }
    return copy;
  }

  /** From now on they go where this state says, which stays. */
  void follow(ResolvedState state, Instant now) {
    followed = copyOf(state);
    hold(followed, now);
  }

  /** Puts back what somebody else removed. */
  void repair(Instant now) {
    LocalCopy last = followed;
    if (last != null) {
      hold(last, now);
    }
  }

  /** Somebody else may have changed their table. */
  void suspect() {
    table.suspect();
  }

  /** What is not as declared for them. */
  List<Finding> findings() {
    ResolvedState state = copied;
    if (refused.isEmpty() || state == null) {
      return copy.findings();
    }
    List<Finding> findings = new ArrayList<>(copy.findings());
    findings.addAll(
        LocalCopy.findings(
            state,
            Reason.SystemRefuses,
            "for local senders: %s; tried again every %d s"
                .formatted(refused.getFirst(), RETRY.toSeconds())));
    return findings;
  }

  /** When what was refused is tried again; absent if nothing was. */
  @Nullable Instant retryAt() {
    return retryAt;
  }

  private void hold(LocalCopy wanted, Instant now) {
    refused = table.hold(wanted.routes());
    retryAt = refused.isEmpty() ? null : now.plus(RETRY);
  }
}
