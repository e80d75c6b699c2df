package dev.waymark.daemon.converge;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What somebody else changed of ours. It is put back at once, and said for a while longer: a
 * condition that stood for a millisecond would tell nobody that something fights the node.
 */
final class RecentDrift {

  /** From when it was seen last. */
  static final Duration SAID_FOR = Duration.ofSeconds(10);

  private final Map<String, Instant> lastSeen = new TreeMap<>();

  /** These were found now; returns those that were not said already. */
  List<String> saw(List<String> found, Instant now) {
    lastSeen.values().removeIf(seen -> !now.isBefore(seen.plus(SAID_FOR)));
    List<String> fresh = found.stream().filter(what -> !lastSeen.containsKey(what)).toList();
    found.forEach(what -> lastSeen.put(what, now));
    return fresh;
  }

  /** What is to be said now, sorted. */
  List<String> said() {
    return List.copyOf(lastSeen.keySet());
  }

  /** When something is not said any more; absent if nothing is said. */
  @Nullable Instant next() {
    return lastSeen.values().stream()
        .min(Instant::compareTo)
        .map(seen -> seen.plus(SAID_FOR))
        .orElse(null);
  }
}
