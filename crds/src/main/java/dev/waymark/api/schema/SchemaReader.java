package dev.waymark.api.schema;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record's components into a schema. A component that says too little (a text without a
 * format, a number without a range, a list without a bound) is refused, because the API server
 * could not bound the cost of judging it.
 */
final class SchemaReader {
  private static final Map<Class<?>, Schema.ObjectSchema> KNOWN = new ConcurrentHashMap<>();

  private SchemaReader() {}

  static Schema.ObjectSchema read(Class<? extends Record> type) {
    Schema.ObjectSchema known = KNOWN.get(type);
    if (known == null) {
      known = object(type);
      KNOWN.put(type, known);
    }
    return known;
  }

  private static Schema.ObjectSchema object(Class<? extends Record> type) {
    RecordComponent[] components = type.getRecordComponents();
    List<Schema.Field> fields = new ArrayList<>(components.length);
    for (RecordComponent component : components) {
      fields.add(field(type, component));
    }
    return new Schema.ObjectSchema(
        type,
        doc(type.getAnnotation(Doc.class), type.getName()),
        needed(type.getAnnotation(ApiType.class), type.getName(), "@ApiType").atomic(),
        List.copyOf(fields),
        constant(type, "CHECKS", Check.class).stream().<Check<?>>map(check -> check).toList(),
        constant(type, "TRANSITIONS", Transition.class),
        constructor(type, components));
  }

  private static Schema.Field field(Class<?> type, RecordComponent component) {
    String where = type.getSimpleName() + "." + component.getName();
    AnnotatedType annotated = component.getAnnotatedType();
    JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
    Items items = annotated.getAnnotation(Items.class);
    boolean collection = items != null;
    return new Schema.Field(
        renamed == null ? component.getName() : renamed.value(),
        schema(annotated, where),
        collection ? items.required() : !annotated.isAnnotationPresent(Nullable.class),
        doc(component.getAnnotation(Doc.class), where));
  }

  private static Schema schema(AnnotatedType annotated, String where) {
    Type type = annotated.getType();
    if (annotated instanceof AnnotatedParameterizedType generic) {
      return collection(generic, where);
    }
    if (!(type instanceof Class<?> plain)) {
      throw unfit(where, "has the type " + type);
    }
    if (plain == String.class) {
      return new Schema.TextSchema(
          needed(annotated.getAnnotation(Text.class), where, "@Text").value());
    }
    if (plain == boolean.class || plain == Boolean.class) {
      return new Schema.BoolSchema();
    }
    if (plain == int.class
        || plain == Integer.class
        || plain == long.class
        || plain == Long.class) {
      Range range = needed(annotated.getAnnotation(Range.class), where, "@Range");
      return new Schema.IntSchema(
          range.min(), range.max(), plain == long.class || plain == Long.class);
    }
    if (plain.isEnum()) {
      return new Schema.ChoiceSchema(enumeration(plain));
    }
    for (ValueFormat format : ValueFormat.values()) {
      if (format.type() == plain) {
        return new Schema.ValueSchema(format);
      }
    }
    if (plain.isRecord()) {
      return read(plain.asSubclass(Record.class));
    }
    throw unfit(where, "has the type " + plain.getName());
  }

  private static Schema collection(AnnotatedParameterizedType generic, String where) {
    Items items = needed(generic.getAnnotation(Items.class), where, "@Items");
    AnnotatedType[] arguments = generic.getAnnotatedActualTypeArguments();
    Type raw = ((ParameterizedType) generic.getType()).getRawType();
    if (raw == List.class) {
      return new Schema.ListSchema(
          schema(arguments[0], where), items.min(), items.max(), List.of(items.key()));
    }
    if (raw == Map.class) {
      return new Schema.MapSchema(TextFormat.LABEL_KEY, schema(arguments[1], where), items.max());
    }
    throw unfit(where, "has the type " + raw);
  }

  @SuppressWarnings(
      "unchecked") // isEnum() was asked; a wildcard cannot say Class<? extends Enum<?>>
  private static Class<? extends Enum<?>> enumeration(Class<?> type) {
    return (Class<? extends Enum<?>>) type;
  }

  private static <T> List<T> constant(Class<?> type, String name, Class<T> element) {
    try {
      Collection<?> values = (Collection<?>) type.getField(name).get(null);
      return values == null ? List.of() : values.stream().map(element::cast).toList();
    } catch (NoSuchFieldException e) {
      return List.of();
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(type.getSimpleName() + "." + name + " is not public", e);
    }
  }

  private static Constructor<? extends Record> constructor(
      Class<? extends Record> type, RecordComponent[] components) {
    try {
      return type.getDeclaredConstructor(
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("a record without its canonical constructor: " + type, e);
    }
  }

  private static String doc(@Nullable Doc doc, String where) {
    return needed(doc, where, "@Doc").value();
  }

  private static <T> T needed(@Nullable T annotation, String where, String name) {
    if (annotation == null) {
      throw unfit(where, "lacks " + name);
    }
    return annotation;
  }

  private static IllegalStateException unfit(String where, String problem) {
    return new IllegalStateException(where + " " + problem);
  }
}
