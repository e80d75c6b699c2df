package dev.waymark.api.yaml;

import dev.waymark.api.schema.Check;
import dev.waymark.api.schema.Schema;
import dev.waymark.api.schema.Schema.BoolSchema;
import dev.waymark.api.schema.Schema.ChoiceSchema;
import dev.waymark.api.schema.Schema.Field;
import dev.waymark.api.schema.Schema.IntSchema;
import dev.waymark.api.schema.Schema.ListSchema;
import dev.waymark.api.schema.Schema.MapSchema;
import dev.waymark.api.schema.Schema.ObjectSchema;
import dev.waymark.api.schema.Schema.TextSchema;
import dev.waymark.api.schema.Schema.ValueSchema;
import dev.waymark.api.yaml.YamlNode.Entry;
import dev.waymark.api.yaml.YamlNode.Mapping;
import dev.waymark.api.yaml.YamlNode.Scalar;
import dev.waymark.api.yaml.YamlNode.ScalarType;
import dev.waymark.api.yaml.YamlNode.Sequence;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Walks a tree and its schema together, and builds the records from the leaves up. Everything wrong
 * is told; the checks that join fields of an object are asked once its own fields are right, as the
 * API server's guards have it.
 */
final class TreeCheck {
  private final List<YamlError> errors;

  TreeCheck(List<YamlError> errors) {
    this.errors = errors;
  }

  /** The value, or null when something is wrong with it: then an error was told. */
  @Nullable Object value(Schema schema, YamlNode node, String path) {
    return switch (schema) {
      case ObjectSchema object -> object(object, node, path);
      case ListSchema list -> list(list, node, path);
      case MapSchema map -> map(map, node, path);
      default ->
          node instanceof Scalar scalar
              ? scalar(schema, scalar, path)
              : wrongType(node, path, "a single value", null);
    };
  }

  private @Nullable Object object(ObjectSchema schema, YamlNode node, String path) {
    if (!(node instanceof Mapping mapping)) {
      return wrongType(node, path, "a mapping", "write its fields, one a line: " + names(schema));
    }
    int before = errors.size();
    for (Entry entry : mapping.entries()) {
      if (schema.field(entry.key()).isEmpty()) {
        unknownField(entry, path, schema.fields().stream().map(Field::name).toList());
      }
    }
    @Nullable Object[] values = new @Nullable Object[schema.fields().size()];
    for (int i = 0; i < values.length; i++) {
      Field field = schema.fields().get(i);
      YamlNode child = node.get(field.name());
      String childPath = join(path, field.name());
      if (child != null) {
        values[i] = value(field.schema(), child, childPath);
      } else if (field.required()) {
        fail(node.place(), childPath, "is missing; write " + ExpectedText.of(field.schema()));
      }
    }
    if (errors.size() > before) {
      return null;
    }
    Record built = build(schema, values);
    for (Check<?> check : schema.checks()) {
      ask(check, schema.type(), built, node, path);
    }
    return errors.size() > before ? null : built;
  }

  private void ask(
      Check<?> check, Class<? extends Record> type, Record value, YamlNode node, String path) {
    @SuppressWarnings(
        "unchecked") // a record's CHECKS are about that record; EveryCheckIsShownTest asks each
    Check<Record> own = (Check<Record>) check;
    String brokenAt = own.brokenAt().apply(type.cast(value));
    if (brokenAt != null) {
      String at = join(path, brokenAt);
      fail(new Positions(node).of(brokenAt), at, check.message());
    }
  }

  private @Nullable Object list(ListSchema schema, YamlNode node, String path) {
    if (!(node instanceof Sequence sequence)) {
      return wrongType(node, path, "a list", "begin each element with \"- \"");
    }
    int before = errors.size();
    int count = sequence.items().size();
    if (count > schema.max()) {
      fail(
          node.place(),
          path,
          "has " + count + " elements; at most " + schema.max() + " are allowed");
    }
    if (count < schema.min()) {
      fail(node.place(), path, "has " + count + " elements; write at least " + schema.min());
    }
    List<Object> values = new ArrayList<>(count);
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < count; i++) {
      YamlNode item = sequence.items().get(i);
      String itemPath = path + "[" + i + "]";
      Object value = value(schema.element(), item, itemPath);
      if (value != null) {
        values.add(value);
      }
      if (!schema.key().isEmpty()) {
        unique(schema.key(), item, itemPath, seen, i, path);
      }
    }
    return errors.size() > before ? null : values;
  }

  private void unique(
      List<String> key,
      YamlNode item,
      String itemPath,
      Map<String, Integer> seen,
      int index,
      String path) {
    List<String> words = new ArrayList<>();
    for (String field : key) {
      if (item.get(field) instanceof Scalar scalar) {
        words.add(scalar.text());
      }
    }
    if (words.size() < key.size()) {
      return;
    }
    String word = String.join("/", words);
    Integer first = seen.putIfAbsent(word, index);
    if (first != null) {
      String field = key.getLast();
      fail(
          new Positions(item).of(field),
          join(itemPath, field),
          "\""
              + word
              + "\" is already the "
              + field
              + " of "
              + path
              + "["
              + first
              + "]; each may stand once in this list");
    }
  }

  private @Nullable Object map(MapSchema schema, YamlNode node, String path) {
    if (!(node instanceof Mapping mapping)) {
      return wrongType(node, path, "a mapping", "write key: value, one a line");
    }
    int before = errors.size();
    if (mapping.entries().size() > schema.max()) {
      fail(
          node.place(),
          path,
          "has " + mapping.entries().size() + " keys; at most " + schema.max() + " are allowed");
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (Entry entry : mapping.entries()) {
      String entryPath = join(path, entry.key());
      String problem = ScalarText.problem(schema.key(), entry.key());
      if (problem != null) {
        fail(entry.place(), entryPath, problem);
      }
      Object value = value(schema.value(), entry.value(), entryPath);
      if (value != null) {
        values.put(entry.key(), value);
      }
    }
    return errors.size() > before ? null : values;
  }

  private @Nullable Object scalar(Schema schema, Scalar scalar, String path) {
    if (scalar.type() == ScalarType.NOTHING) {
      fail(
          scalar.place(),
          path,
          "has no value; write " + ExpectedText.of(schema) + " or remove the field");
      return null;
    }
    try {
      return switch (schema) {
        case TextSchema text -> ScalarText.text(text, scalar);
        case IntSchema number -> ScalarText.number(number, scalar);
        case BoolSchema truth -> ScalarText.truth(scalar);
        case ChoiceSchema choice -> ScalarText.choice(choice, scalar);
        case ValueSchema value -> ScalarText.value(value, scalar);
        default -> throw new IllegalStateException("no scalar: " + schema);
      };
    } catch (IllegalArgumentException e) {
      fail(scalar.place(), path, String.valueOf(e.getMessage()));
      return null;
    }
  }

  /** Tells of a field that nobody knows, with the nearest known name. */
  void unknownField(Entry entry, String path, List<String> known) {
    String hint =
        NearestName.of(entry.key(), known)
            .map(name -> "did you mean \"" + name + "\"?")
            .orElse("known here: " + String.join(", ", known));
    fail(entry.place(), join(path, entry.key()), "unknown field; " + hint);
  }

  private @Nullable Object wrongType(
      YamlNode node, String path, String wanted, @Nullable String remedy) {
    fail(
        node.place(),
        path,
        "is "
            + node.kind()
            + " where "
            + wanted
            + " is wanted"
            + (remedy == null ? "" : "; " + remedy));
    return null;
  }

  private void fail(Place place, String path, String problem) {
    errors.add(new YamlError(place, path, problem));
  }

  private static String names(ObjectSchema schema) {
    return String.join(", ", schema.fields().stream().map(Field::name).toList());
  }

  static String join(String path, String field) {
    return path.isEmpty() || field.isEmpty() ? path + field : path + "." + field;
  }

  private static Record build(ObjectSchema schema, @Nullable Object[] values) {
    try {
      return schema.constructor().newInstance(values);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(
          schema.type() + " refuses what its schema accepts", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot build " + schema.type(), e);
    }
  }
}
