package dev.waymark.daemon.converge;

import dev.waymark.api.net.Family;
import dev.waymark.daemon.kernel.KernelObject;
import dev.waymark.daemon.kernel.KernelObject.MarkLookup;
import dev.waymark.daemon.kernel.KernelObject.Rule;
import dev.waymark.daemon.kernel.KernelObject.TableRoute;
import dev.waymark.daemon.kernel.KernelObject.Via;
import dev.waymark.daemon.kernel.KernelRouting;
import dev.waymark.daemon.kernel.Marks;
import dev.waymark.daemon.kernel.NextHopTables;
import dev.waymark.daemon.kernel.Ownership;
import dev.waymark.daemon.resolve.NextHopIdentity;
import dev.waymark.daemon.resolve.ResolvedState;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Our tables and rules in the kernel, and the marks that lead to them. Knows what is there; where
 * somebody else may have removed some of it, the kernel is asked, and it comes back.
 */
final class KernelState {

  private final KernelRouting routing;
  private final NextHopTables tables;
  private final Quarantine quarantine = new Quarantine();
  private Marks marks;
  private Needs needed = Needs.NOTHING;
  private Needs proven = Needs.NOTHING;
  private Set<KernelObject> present;
  private boolean known = true;

  /** What a state needs of the kernel. */
  private record Needs(Set<KernelObject> objects, Set<NextHopIdentity> nextHops) {
    private static final Needs NOTHING = new Needs(Set.of(), Set.of());
  }

  /** Takes over what an earlier run left. */
  KernelState(KernelRouting routing, Ownership ownership) {
    this.routing = routing;
    this.tables = new NextHopTables(ownership);
    this.present = new HashSet<>(routing.present());
    this.marks = tables.recover(present);
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
   * @param local families in which the node's own senders have a table
   * @return false if there are not enough marks; then nothing was added
   */
  boolean add(ResolvedState state, Set<Family> local) {
    Marks more = marks.with(state.nextHops().keySet()).orElse(null);
    if (more == null) {
      return false;
    }
    marks = more;
    Set<KernelObject> objects = tables.wanted(state, marks);
    objects.addAll(tables.localRules(local));
    needed = new Needs(objects, state.nextHops().keySet());
    addMissing(objects);
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
    return missing(proven.objects()).stream()
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

  /** The state that was added last is not to be had: packets see what was proven before. */
  void takenBack() {
    needed = proven;
  }

  /** Puts back what the proven state needs, while a newer one cannot be had. */
  void repair() {
    addMissing(proven.objects());
  }

  /** Removes what the state that packets see has not needed for long enough. */
  void retire(Instant now) {
    List<KernelObject> due = quarantine.due(present(), needed.objects(), now);
    if (!due.isEmpty()) {
      known = false;
      routing.remove(due);
    }
    if (quarantine.isEmpty()) {
      marks = marks.without(needed.nextHops());
    }
  }

  private void addMissing(Set<KernelObject> objects) {
    List<KernelObject> missing = missing(objects);
    if (missing.isEmpty()) {
      return;
    }
    known = false;
    routing.add(missing);
    // What exists already and is not as ours should be is somebody else's.
    missing(missing).stream()
        .findFirst()
        .ifPresent(object -> {
          throw new ForeignInPlace(object);
        });
  }

  private List<KernelObject> missing(Collection<KernelObject> objects) {
    Set<KernelObject> there = present();
    return objects.stream().filter(object -> !there.contains(object)).toList();
  }

  private Set<KernelObject> present() {
    if (!known) {
      present = new HashSet<>(routing.present());
      known = true;
    }
    return present;
  }

  /** Somebody else may have changed something of it. */
  void suspect() {
    known = false;
  }

  /** When something is due to be removed; absent if nothing is. */
  @Nullable Instant nextRemoval() {
    return quarantine.next();
  }
}
