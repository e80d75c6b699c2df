package dev.waymark.e2e.controlplane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.api.schema.Schema;
import dev.waymark.api.schema.TextFormat;
import dev.waymark.api.schema.ValueFormat;
import java.util.Locale;

/** The largest value that a schema allows: every field, every list full, every text at its end. */
final class Largest {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Three bytes in UTF-8; the API server counts characters. */
  private static final String WIDE = "–";

  private Largest() {}

  /** The largest value; those with different numbers differ in their names. */
  static JsonNode of(Schema schema, int number) {
    return switch (schema) {
      case Schema.ObjectSchema object -> {
        ObjectNode node = JSON.objectNode();
        object.fields().forEach(field -> node.set(field.name(), of(field.schema(), number)));
        yield node;
      }
      case Schema.ListSchema list -> {
        ArrayNode node = JSON.arrayNode();
        for (int i = 0; i < list.max(); i++) {
          node.add(of(list.element(), i));
        }
        yield node;
      }
      case Schema.IntSchema whole -> JSON.numberNode(whole.max());
      case Schema.BoolSchema truth -> JSON.booleanNode(false);
      case Schema.ChoiceSchema choice ->
          JSON.textNode(choice.choices().get(number % choice.choices().size()));
      case Schema.TextSchema text -> JSON.textNode(text(text.format(), number));
      case Schema.ValueSchema value when value.format() == ValueFormat.INSTANT ->
          JSON.textNode("2026-01-01T00:00:00.000000000+00:00");
      case Schema.ValueSchema other -> throw new IllegalArgumentException("no status has " + other);
      case Schema.MapSchema other -> throw new IllegalArgumentException("no status has " + other);
    };
  }

  private static String text(TextFormat format, int number) {
    return switch (format) {
      case RATIO -> "1".repeat(12) + "/" + "1".repeat(11);
      case CONDITION_TYPE, REASON ->
          "A".repeat(format.maxLength() - 1) + (char) ('a' + number % 26);
      case DIGEST -> "a".repeat(format.maxLength());
      default -> {
        String end = String.format(Locale.ROOT, "%03d", number);
        String fill = format.pattern() == null ? WIDE : "a";
        yield fill.repeat(format.maxLength() - end.length()) + end;
      }
    };
  }
}
