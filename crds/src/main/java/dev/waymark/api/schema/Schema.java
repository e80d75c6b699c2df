package dev.waymark.api.schema;

import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Optional;

/** What a value of the API may be. A tree: the same that users see in the published CRDs. */
public sealed interface Schema {

  /** The schema that a record's components and annotations describe. */
  static ObjectSchema of(Class<? extends Record> type) {
    return SchemaReader.read(type);
  }

  /**
   * An object with these fields and no others.
   *
   * @param constructor takes the fields' values in their order; null for an absent one
   */
  record ObjectSchema(
      Class<? extends Record> type,
      String doc,
      boolean atomic,
      List<Field> fields,
      List<Check<?>> checks,
      List<Transition> transitions,
      Constructor<? extends Record> constructor)
      implements Schema {

    /** The field of this name. */
    public Optional<Field> field(String name) {
      return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }
  }

  /** A field of an object. */
  record Field(String name, Schema schema, boolean required, String doc) {}

  /** A list; with a key, its elements are unique by these fields and merge by them. */
  record ListSchema(Schema element, int min, int max, List<String> key) implements Schema {}

  /** A map from texts to values. */
  record MapSchema(TextFormat key, Schema value, int max) implements Schema {}

  /** A text of a format. */
  record TextSchema(TextFormat format) implements Schema {}

  /** A whole number; wide ones need 64 bits. */
  record IntSchema(long min, long max, boolean wide) implements Schema {}

  /** True or false. */
  record BoolSchema() implements Schema {}

  /** One of the constants of an enum. */
  record ChoiceSchema(Class<? extends Enum<?>> type) implements Schema {
    /** The allowed texts, in the order of the documentation. */
    public List<String> choices() {
      return List.of(type.getEnumConstants()).stream().map(Enum::name).toList();
    }
  }

  /** A value with a text (or number) of its own kind. */
  record ValueSchema(ValueFormat format) implements Schema {}
}
