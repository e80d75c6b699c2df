package dev.waymark.daemon.converge;

import dev.waymark.daemon.kernel.KernelObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Kernel objects that nothing needs any more, until no packet on its way can: a queued packet may
 * carry a mark for as long as a queue holds it.
 */
final class Quarantine {

  static final Duration LENGTH = Duration.ofSeconds(5);

  private final Map<KernelObject, Instant> since = new HashMap<>();

  /** What of {@code present} was needed by nothing for long enough. */
  List<KernelObject> due(Collection<KernelObject> present, Set<KernelObject> needed, Instant now) {
    since.keySet().retainAll(present);
    since.keySet().removeAll(needed);
    List<KernelObject> due = new ArrayList<>();
    for (KernelObject object : present) {
      if (needed.contains(object)) {
        continue;
      }
      Instant from = since.computeIfAbsent(object, key -> now);
      if (!now.isBefore(from.plus(LENGTH))) {
        due.add(object);
      }
    }
    due.forEach(since::remove);
    return due;
  }

  /** When the next is due; absent if none waits. */
  @Nullable Instant next() {
    return since.values().stream().min(Instant::compareTo).map(i -> i.plus(LENGTH)).orElse(null);
  }

  boolean isEmpty() {
    return since.isEmpty();
  }
}
