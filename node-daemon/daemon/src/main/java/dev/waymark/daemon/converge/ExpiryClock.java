package dev.waymark.daemon.converge;

import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.DesiredTable;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.model.Way;
import dev.waymark.daemon.resolve.Finding;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The time by which routes end. It stands still while nobody vouches for the clock: a host that
 * wakes with a wrong date withdraws nothing. It never goes back, so that what has ended stays so.
 */
final class ExpiryClock {

  private static final Duration RECHECK = Duration.ofSeconds(30);

  private final Clock clock;
  private final BooleanSupplier synchronised;
  private Instant vouchedFor = Instant.MIN;
  private boolean stands;

  /**
   * @param synchronised whether the clock is right now
   */
  ExpiryClock(Clock clock, BooleanSupplier synchronised) {
    this.clock = clock;
    this.synchronised = synchronised;
  }

  /** The time that counts for a state; asks nobody if nothing in it ends. */
  Instant now(DesiredState state) {
    Instant now = clock.instant();
    if (owners(state).isEmpty()) {
      stands = false;
      return now;
    }
    stands = !synchronised.getAsBoolean();
    if (!stands && now.isAfter(vouchedFor)) {
      vouchedFor = now;
    }
    return vouchedFor;
  }

  /** When to look again: at the next end, or whether the clock goes by now. */
  @Nullable Instant nextLook(@Nullable Instant nextEnd) {
    return stands ? clock.instant().plus(RECHECK) : nextEnd;
  }

  /** That routes stay longer than declared, if they may. */
  List<Finding> findings(DesiredState state) {
    return stands
        ? owners(state).stream()
            .map(owner ->
                new Finding(
                    owner,
                    Reason.ClockNotSynchronised,
                    "routes with expiresAt stay until this node's clock is synchronised; start chrony or another NTP client"))
            .toList()
        : List.of();
  }

  private static SortedSet<Owner> owners(DesiredState state) {
    SortedSet<Owner> owners = new TreeSet<>();
    for (DesiredTable table : state.tables()) {
      for (Way way : table.ways()) {
        if (way.expiresAt() != null) {
          owners.add(way.owner());
        }
      }
    }
    return owners;
  }
}
