package dev.waymark.api.schema;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Absent lists and maps are empty ones, and records keep copies that nobody can change. */
public final class Absent {
  private Absent() {}

  /** An immutable copy; empty when absent. */
  public static <T> List<T> toEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /** An immutable copy in the order of its keys; empty when absent. */
  public static <V> Map<String, V> toEmpty(@Nullable Map<String, V> map) {
    return map == null || map.isEmpty()
        ? Map.of()
        : Collections.unmodifiableMap(new TreeMap<>(map));
  }
}
