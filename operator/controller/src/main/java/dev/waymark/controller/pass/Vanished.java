package dev.waymark.controller.pass;

import dev.waymark.compiler.model.Owner;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Since when resources are missing that nobody deleted. A watch that starts anew reports many
 * losses one by one; for a moment nobody can tell one from many, so none is acted on. For one
 * thread.
 */
final class Vanished {
  static final Duration MOMENT = Duration.ofSeconds(2);

  private final Map<Owner, Instant> since = new HashMap<>();

  /** Those that are missing for less than a moment. */
  SortedSet<Owner> recent(Set<Owner> missing, Instant now) {
    since.keySet().retainAll(missing);
    SortedSet<Owner> recent = new TreeSet<>();
    for (Owner owner : missing) {
      Instant first = since.computeIfAbsent(owner, key -> now);
      if (now.isBefore(first.plus(MOMENT))) {
        recent.add(owner);
      }
    }
    return recent;
  }
}
