package dev.waymark.daemon.converge;

import dev.waymark.daemon.counters.CounterName;
import dev.waymark.daemon.probe.Answers;
import dev.waymark.daemon.resolve.InterfaceState;
import dev.waymark.dataplane.commit.Commit;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one run of the steps knows. */
final class Attempt {
  final Target target;

  /** Nobody declared anything else: it is the node that changed. */
  final boolean sameDeclared;

  Set<CounterName> counterNames = Set.of();

  /** What differs from what packets see; null: nothing does. */
  @Nullable Commit commit;

  Answers before = Answers.NONE;
  boolean published;

  /** Published, and neither confirmed nor taken back. */
  boolean onTrial;

  /** Until when the daemon must have decided, in nanoseconds of {@link System#nanoTime}. */
  long decideBy;

  Attempt(Target target, boolean sameDeclared) {
    this.target = target;
    this.sameDeclared = sameDeclared;
  }

  /** Interfaces by the kernel's number. */
  Map<Integer, InterfaceState> interfaces() {
    Map<Integer, InterfaceState> byIndex = new HashMap<>();
    target.interfaces().forEach(one -> byIndex.put(one.index(), one));
    return byIndex;
  }
}
