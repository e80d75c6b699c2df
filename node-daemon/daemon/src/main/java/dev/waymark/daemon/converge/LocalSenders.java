package dev.waymark.daemon.converge;

import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.daemon.kernel.LocalTable;
import dev.waymark.daemon.resolve.Finding;
import dev.waymark.daemon.resolve.LocalCopy;
import dev.waymark.daemon.resolve.ResolvedRoute;
import dev.waymark.daemon.resolve.ResolvedState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the node itself sends follows the generation that forwarded packets see. A route that the
 * kernel refuses is told and tried again; it takes no generation back.
 */
final class LocalSenders {

  private static final Duration RETRY = Duration.ofSeconds(10);

  /**
   * Reading a large table back takes its time: under a stream of changes it is not done oftener.
   */
  private static final Duration READ_BACK_PAUSE = Duration.ofSeconds(1);

  private final LocalTable table;
  private final int limit;
  private @Nullable ResolvedState copied;
  private LocalCopy copy = LocalCopy.NONE;
  private @Nullable LocalCopy followed;
  private List<String> refused = List.of();
  private List<String> disagreeing = List.of();
  private @Nullable Instant retryAt;
  private boolean told;
  private @Nullable Instant readBackAt;
  private Instant lastReadBack = Instant.EPOCH;

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

  /**
   * What of their table is not as it was left, a sentence each; {@link #repair} or {@link #follow}
   * puts it right. Asks the kernel only where it told of a change, or where what was written is
   * still to be read back.
   *
   * @param up numbers of the interfaces that are
   */
  List<String> drift(Set<Integer> up, Instant now) {
    LocalCopy last = followed;
    Instant due = readBackAt;
    boolean isDue = due != null && !now.isBefore(due);
    if (last == null || !(isDue || told)) {
      return List.of();
    }
    told = false;
    return readBack(last, route -> mayGo(route, up), now);
  }

  /**
   * Somebody else may have changed their table.
   *
   * @param byWord whether the kernel said so; it says nothing of routes that go with an address
   */
  void suspect(boolean byWord) {
    table.suspect();
    told |= byWord;
  }

  /** What is not as declared for them. */
  List<Finding> findings() {
    ResolvedState state = copied;
    List<Finding> findings = new ArrayList<>(copy.findings());
    if (state != null && !refused.isEmpty()) {
      findings.addAll(finding(state, Reason.SystemRefuses, refused));
    } else if (state != null && !disagreeing.isEmpty()) {
      findings.addAll(finding(state, Reason.ReadBackDisagrees, disagreeing));
    }
    return findings;
  }

  private static List<Finding> finding(ResolvedState state, Reason reason, List<String> what) {
    return LocalCopy.findings(
        state,
        reason,
        "for local senders: %s; tried again every %d s"
            .formatted(what.getFirst(), RETRY.toSeconds()));
  }

  /** When what was refused is tried again, or what was written is read back; absent: not at all. */
  @Nullable Instant retryAt() {
    return Stream.of(Optional.ofNullable(retryAt), Optional.ofNullable(readBackAt))
        .flatMap(Optional::stream)
        .min(Instant::compareTo)
        .orElse(null);
  }

  /** Writes what differs, and has the kernel say what it holds then. */
  private void hold(LocalCopy wanted, Instant now) {
    LocalTable.Written written = table.hold(wanted.routes());
    refused = written.refused();
    if (written.changes() > 0 && refused.isEmpty()) {
      disagreeing = List.of();
      Instant next = lastReadBack.plus(READ_BACK_PAUSE);
      if (now.isBefore(next)) {
        readBackAt = next;
      } else {
        disagreeing = readBack(wanted, route -> false, now);
      }
    }
    retryAt = refused.isEmpty() && disagreeing.isEmpty() ? null : now.plus(RETRY);
  }

  private List<String> readBack(LocalCopy wanted, Predicate<ResolvedRoute> excused, Instant now) {
    readBackAt = null;
    lastReadBack = now;
    return table.differences(wanted.routes(), excused);
  }

  /** Whether the kernel takes the route away by itself, with an interface or a source address. */
  private static boolean mayGo(ResolvedRoute route, Set<Integer> up) {
    return route.src() != null
        || !route.members().stream()
            .allMatch(member -> up.contains(member.nextHop().interfaceIndex()));
  }
}
