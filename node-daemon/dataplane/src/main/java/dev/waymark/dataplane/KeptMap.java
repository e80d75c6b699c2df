package dev.waymark.dataplane;

import dev.waymark.bpf.BpfObject;
import dev.waymark.dataplane.layout.CountLayout;
import dev.waymark.dataplane.layout.EventControlLayout;
import dev.waymark.dataplane.layout.EventLayout;
import dev.waymark.dataplane.layout.FragmentLayout;
import dev.waymark.dataplane.layout.LimitLayout;
import dev.waymark.libbpf.BpfMap;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * A map that outlives stores, programs and daemons: what was counted, what is told, and what limits
 * and fragments left behind. A pinned one that has another shape than the programs want is made
 * anew.
 */
public enum KeptMap {
  REASONS("reasons", BpfObject.Maps.REASONS, CountLayout.BYTES, CountLayout.REASON_COUNT),
  COUNTERS("counters", BpfObject.Maps.COUNTERS, CountLayout.BYTES, CountLayout.COUNTERS_MAX),
  LIMITS("limits", BpfObject.Maps.LIMITS, LimitLayout.VALUE_BYTES, CountLayout.COUNTERS_MAX),
  SOURCES("sources", BpfObject.Maps.SOURCES, LimitLayout.VALUE_BYTES, LimitLayout.SOURCES_MAX),
  FRAGMENTS(
      "fragments",
      BpfObject.Maps.FRAGMENTS,
      FragmentLayout.VALUE_BYTES,
      FragmentLayout.FRAGMENTS_MAX),
  EVENTS("events", BpfObject.Maps.EVENTS, 0, EventLayout.EVENT_RING),
  EVENT_CONTROL("event-control", BpfObject.Maps.EVENT_CONTROL, EventControlLayout.BYTES, 1);

  private final String pin;
  private final String mapName;
  private final int valueBytes;
  private final int entries;

  KeptMap(String pin, String mapName, int valueBytes, int entries) {
    this.pin = pin;
    this.mapName = mapName;
    this.valueBytes = valueBytes;
    this.entries = entries;
  }

  /** The file's name in the pin directory. */
  public String pin() {
    return pin;
  }

  /** Its name in the object file. */
  String mapName() {
    return mapName;
  }

  /** Those that are pinned and can be used. The caller closes them. */
  static Map<KeptMap, BpfMap> open(Pins pins) {
    Map<KeptMap, BpfMap> found = new EnumMap<>(KeptMap.class);
    for (KeptMap kept : values()) {
      Optional<BpfMap> map = pins.open(kept.pin, kept.valueBytes, kept.entries);
      map.ifPresent(present -> found.put(kept, present));
    }
    return found;
  }

  /** Pins those of the programs that were not pinned before. */
  static void pin(Pins pins, Programs programs, Map<KeptMap, BpfMap> before) {
    programs.kept.forEach((kept, map) -> {
      if (!before.containsKey(kept)) {
        pins.pin(kept.pin, map);
      }
    });
  }
}
