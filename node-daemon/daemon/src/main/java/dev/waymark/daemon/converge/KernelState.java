package dev.waymark.daemon.converge;

import dev.waymark.api.net.Family;
import dev.waymark.daemon.kernel.KernelObject;
import dev.waymark.daemon.kernel.KernelRouting;
import dev.waymark.daemon.kernel.Marks;
import dev.waymark.daemon.kernel.NextHopTables;
import dev.waymark.daemon.kernel.Ownership;
import dev.waymark.daemon.resolve.NextHopIdentity;
import dev.waymark.daemon.resolve.ResolvedState;
import java.time.Instant;
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
    addMissing(needed.objects());
    return true;
  }

  /** The state that was added last is what packets see, and stays so. */
  void proven() {
    proven = needed;
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
    forgetUnless(() -> routing.remove(due));
    present.removeAll(new HashSet<>(due));
    if (quarantine.isEmpty()) {
      marks = marks.without(needed.nextHops());
    }
  }

  private void addMissing(Set<KernelObject> objects) {
    Set<KernelObject> there = present();
    List<KernelObject> missing =
        objects.stream().filter(object -> !there.contains(object)).toList();
    forgetUnless(() -> routing.add(missing));
    present.addAll(missing);
  }

  private Set<KernelObject> present() {
    if (!known) {
      present = new HashSet<>(routing.present());
      known = true;
    }
    return present;
  }

  /** What failed half-way leaves it to the kernel to say what is there. */
  private void forgetUnless(Runnable change) {
    known = false;
    change.run();
    known = true;
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
