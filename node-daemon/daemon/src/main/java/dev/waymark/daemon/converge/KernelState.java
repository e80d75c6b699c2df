package dev.waymark.daemon.converge;

import dev.waymark.daemon.kernel.KernelObject;
import dev.waymark.daemon.kernel.KernelObject.MarkLookup;
import dev.waymark.daemon.kernel.KernelObject.Rule;
import dev.waymark.daemon.kernel.KernelObject.TableRoute;
import dev.waymark.daemon.kernel.KernelObject.Via;
import dev.waymark.daemon.kernel.KernelRouting;
import dev.waymark.daemon.kernel.Marks;
import dev.waymark.daemon.kernel.NextHopTables;
import dev.waymark.daemon.kernel.Ownership;
import dev.waymark.daemon.resolve.ResolvedState;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Our tables and rules in the kernel, and the marks that lead to them. Asks the kernel what is
 * there each time, so that what somebody else removed comes back.
 */
final class KernelState {

  private final KernelRouting routing;
  private final NextHopTables tables;
  private final Quarantine quarantine = new Quarantine();
  private Marks marks;
  private Set<KernelObject> needed = Set.of();
  private Set<KernelObject> proven = Set.of();

  /** What the kernel held a moment ago, for the one look at it that a pass begins with. */
  private @Nullable Set<KernelObject> seen;

  /** Takes over what an earlier run left. */
  KernelState(KernelRouting routing, Ownership ownership) {
    this.routing = routing;
    this.tables = new NextHopTables(ownership);
    this.marks = tables.recover(routing.present());
  }

  NextHopTables tables() {
    return tables;
  }

  /** Which next hop has which number, since the last {@link #add}. */
  Marks marks() {
    return marks;
  }

  /**
   * Adds what a state needs; nothing is removed.
   *
   * @return false if there are not enough marks; then nothing was added
   */
  boolean add(ResolvedState state) {
    Marks more = marks.with(state.nextHops().keySet()).orElse(null);
    if (more == null) {
      return false;
    }
    marks = more;
    needed = tables.wanted(state, marks);
    addMissing(needed);
    return true;
  }

  /** The state that was added last is what packets see, and stays so. */
  void proven() {
    proven = needed;
  }

  /**
   * What of the proven state somebody else removed, a sentence each. The kernel itself removes the
   * routes of an interface that goes down.
   *
   * @param up numbers of the interfaces that are
   */
  List<String> drift(Set<Integer> up) {
    Set<KernelObject> present = new HashSet<>(routing.present());
    seen = present;
    return proven.stream()
        .filter(object -> !present.contains(object))
        .filter(object -> !(object instanceof Via via) || up.contains(via.interfaceIndex()))
        .map(KernelState::removed)
        .sorted()
        .toList();
  }

  private static String removed(KernelObject object) {
    return switch (object) {
      case TableRoute route ->
          "the %s route of table %d was removed".formatted(route.family(), route.table());
      case MarkLookup lookup ->
          "the %s rule for mark 0x%x was removed".formatted(lookup.family(), lookup.pattern());
      case Rule rule ->
          "the %s rule at priority %d was removed".formatted(rule.family(), rule.priority());
    };
  }

  /** Puts back what the proven state needs, while a newer one cannot be had. */
  void repair() {
    addMissing(proven);
  }

  /** Removes what {@code last}, the state that was added last, has not needed for long enough. */
  void retire(ResolvedState last, Instant now) {
    routing.remove(quarantine.due(routing.present(), needed, now));
    if (quarantine.isEmpty()) {
      marks = marks.without(last.nextHops().keySet());
    }
  }

  private void addMissing(Set<KernelObject> objects) {
    List<KernelObject> missing = missing(objects);
    if (missing.isEmpty()) {
      return;
    }
    routing.add(missing);
    // What exists already and is not as ours should be is somebody else's.
    missing(missing).stream()
        .findFirst()
        .ifPresent(object -> {
          throw new ForeignInPlace(object);
        });
  }

  private List<KernelObject> missing(Collection<KernelObject> objects) {
    Set<KernelObject> known = seen;
    Set<KernelObject> present = known == null ? new HashSet<>(routing.present()) : known;
    seen = null;
    return objects.stream().filter(object -> !present.contains(object)).toList();
  }

  /** When something is due to be removed; absent if nothing is. */
  @Nullable Instant nextRemoval() {
    return quarantine.next();
  }
}
