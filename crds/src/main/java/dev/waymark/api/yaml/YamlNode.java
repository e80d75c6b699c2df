package dev.waymark.api.yaml;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value in a file, with its place. An alias shares the node of its anchor. */
sealed interface YamlNode {
  /** Where the value begins. */
  Place place();

  /** How many nodes it has, with the content of aliases counted at each. */
  long size();

  /** The value of a mapping's key; null when there is none. */
  default @Nullable YamlNode get(String key) {
    if (this instanceof Mapping mapping) {
      for (Entry entry : mapping.entries) {
        if (entry.key.equals(key)) {
          return entry.value;
        }
      }
    }
    return null;
  }

  /** Where the value of a key stands; the node's own place when there is none. */
  default Place place(String key) {
    YamlNode value = get(key);
    return value == null ? place() : value.place();
  }

  /** The value of a list's index; null when there is none. */
  default @Nullable YamlNode get(int index) {
    return this instanceof Sequence list && index < list.items.size()
        ? list.items.get(index)
        : null;
  }

  /** What it is, in words. */
  default String kind() {
    return switch (this) {
      case Mapping m -> "a mapping";
      case Sequence s -> "a list";
      case Scalar scalar ->
          switch (scalar.type) {
            case TEXT -> "a text";
            case INTEGER -> "a number";
            case FRACTION -> "a fraction";
            case TRUTH -> "true or false";
            case NOTHING -> "nothing";
          };
    };
  }

  /** Keys in the order of the file, each once. */
  record Mapping(Place place, List<Entry> entries, long size) implements YamlNode {}

  /** A list. */
  record Sequence(Place place, List<YamlNode> items, long size) implements YamlNode {}

  /** A single value, as it is written. */
  record Scalar(Place place, ScalarType type, String text) implements YamlNode {
    @Override
    public long size() {
      return 1;
    }
  }

  /** A key and its value. */
  record Entry(String key, Place place, YamlNode value) {}

  /** What YAML takes a plain scalar for. */
  enum ScalarType {
    TEXT,
    INTEGER,
    FRACTION,
    TRUTH,
    NOTHING
  }
}
