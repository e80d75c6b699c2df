package dev.waymark.daemon.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * One mapping of the settings file, read key by key. Everything wrong is told with its place; a
 * value that is wrong reads as absent, so that one run finds all errors.
 */
final class SettingsMapping {

  private static final Pattern NULL = Pattern.compile("|~|null|Null|NULL");

  private final String file;
  private final String path;
  private final @Nullable Node here;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final List<String> problems;

  /**
   * A mapping with these keys.
   *
   * @param node absent: a mapping without keys
   */
  SettingsMapping(
      String file, String path, @Nullable Node node, Set<String> known, List<String> problems) {
    this.file = file;
    this.path = path;
    this.here = node;
    this.problems = problems;
    if (node == null || isNull(node)) {
      return;
    }
    if (!(node instanceof MappingNode mapping)) {
      tell(node, path, "is not a mapping; write its keys below it: " + String.join(", ", known));
      return;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      String key =
          tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "(no name)";
      if (!known.contains(key)) {
        tell(tuple.getKeyNode(), at(key), "is unknown; known here: " + String.join(", ", known));
      } else if (values.put(key, tuple.getValueNode()) != null) {
        tell(tuple.getKeyNode(), at(key), "is written twice; keep one");
      }
    }
  }

  boolean has(String key) {
    Node node = values.get(key);
    return node != null && !isNull(node);
  }

  SettingsMapping mapping(String key, Set<String> known) {
    return new SettingsMapping(file, at(key), values.get(key), known, problems);
  }

  /** The mappings of a list; empty when absent. */
  List<SettingsMapping> mappings(String key, Set<String> known) {
    List<SettingsMapping> mappings = new ArrayList<>();
    int i = 0;
    for (Node item : items(key)) {
      mappings.add(new SettingsMapping(file, at(key) + "[" + i++ + "]", item, known, problems));
    }
    return mappings;
  }

  /** The texts of a list, each read by {@code reader}; empty when absent. */
  <T> List<T> list(String key, Function<String, T> reader) {
    List<T> values = new ArrayList<>();
    int i = 0;
    for (Node item : items(key)) {
      T value = read(item, at(key) + "[" + i++ + "]", reader);
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  /** The texts of a mapping from names to texts; empty when absent. */
  Map<String, String> texts(String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    Node node = values.get(key);
    if (node == null || isNull(node)) {
      return texts;
    }
    if (!(node instanceof MappingNode mapping)) {
      tell(node, at(key), "is not a mapping; write name: value below it");
      return texts;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode name
          && tuple.getValueNode() instanceof ScalarNode value) {
        texts.put(name.getValue(), value.getValue());
      } else {
        tell(tuple.getKeyNode(), at(key), "holds something that is not name: value");
      }
    }
    return texts;
  }

  /**
   * One value.
   *
   * @param reader throws {@link IllegalArgumentException} saying what is wrong and what would be
   *     right
   * @return {@code otherwise} when absent or wrong
   */
  <T extends @Nullable Object> T value(String key, Function<String, T> reader, T otherwise) {
    Node node = values.get(key);
    if (node == null || isNull(node)) {
      return otherwise;
    }
    T value = read(node, at(key), reader);
    return value == null ? otherwise : value;
  }

  /** Tells that something is wrong with this mapping as a whole. */
  void tell(String problem) {
    tell(here, path, problem);
  }

  /** Tells that something is wrong with one key's value. */
  void tell(String key, String problem) {
    Node node = values.get(key);
    tell(node == null ? here : node, at(key), problem);
  }

  private <T extends @Nullable Object> @Nullable T read(
      Node node, String where, Function<String, T> reader) {
    if (!(node instanceof ScalarNode scalar)) {
      tell(node, where, "is not a single value");
      return null;
    }
    try {
      return reader.apply(scalar.getValue());
    } catch (IllegalArgumentException e) {
      tell(node, where, String.valueOf(e.getMessage()));
      return null;
    }
  }

  private List<Node> items(String key) {
    Node node = values.get(key);
    if (node == null || isNull(node)) {
      return List.of();
    }
    if (node instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    tell(node, at(key), "is not a list; begin each element with \"- \"");
    return List.of();
  }

  private void tell(@Nullable Node node, String where, String problem) {
    int line = node == null ? 1 : node.getStartMark().getLine() + 1;
    int column = node == null ? 1 : node.getStartMark().getColumn() + 1;
    problems.add(
        "%s:%d:%d: %s%s"
            .formatted(file, line, column, where.isEmpty() ? "" : where + ": ", problem));
  }

  private String at(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static boolean isNull(Node node) {
    return node instanceof ScalarNode scalar
        && scalar.isPlain()
        && NULL.matcher(scalar.getValue()).matches();
  }
}
