package dev.waymark.daemon.counters;

import dev.waymark.dataplane.KeptMap;
import dev.waymark.dataplane.counters.Count;
import dev.waymark.dataplane.counters.CountReader;
import dev.waymark.dataplane.layout.Reason;
import dev.waymark.libbpf.BpfMap;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the programs counted, read off the pinned maps: needs no daemon, and disturbs none. */
public final class PinnedCounts {

  private final Path pin;

  /** The maps below a pin directory. */
  public PinnedCounts(Path pin) {
    this.pin = pin;
  }

  /** Packets by what became of them, in the order of the reasons; those never seen are left out. */
  public Map<Reason, Count> reasons() {
    try (BpfMap map = open(KeptMap.REASONS).orElse(null)) {
      return map == null ? Map.of() : CountReader.reasons(map);
    }
  }

  /** What each of these counted. */
  public Map<CounterName, Count> named(Map<Integer, CounterName> names) {
    Map<CounterName, Count> counts = new HashMap<>();
    try (BpfMap map = open(KeptMap.COUNTERS).orElse(null)) {
      if (map != null) {
        names.forEach((index, name) -> counts.put(name, CountReader.read(map, index)));
      }
    }
    return counts;
  }

  private Optional<BpfMap> open(KeptMap which) {
    Path path = pin.resolve(which.pin());
    return Files.exists(path) ? Optional.of(BpfMap.openPinned(path)) : Optional.empty();
  }
}
