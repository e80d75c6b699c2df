package dev.waymark.api.yaml;

import dev.waymark.api.schema.Schema;
import dev.waymark.api.schema.Schema.Field;
import java.util.stream.Collectors;

/** What a schema wants, in words that can follow "write". */
final class ExpectedText {
  private ExpectedText() {}

  static String of(Schema schema) {
    return switch (schema) {
      case Schema.ObjectSchema object ->
          object.fields().stream().anyMatch(Field::required)
              ? "a mapping with "
                  + object.fields().stream()
                      .filter(Field::required)
                      .map(Field::name)
                      .collect(Collectors.joining(", "))
              : "a mapping; {} will do";
      case Schema.ListSchema list -> "a list of " + list.min() + " to " + list.max() + " elements";
      case Schema.MapSchema map -> "key: value, one a line";
      case Schema.TextSchema text -> text.format().meaning();
      case Schema.IntSchema number -> "a number " + number.min() + "–" + number.max();
      case Schema.BoolSchema truth -> "true or false";
      case Schema.ChoiceSchema choice -> choices(choice);
      case Schema.ValueSchema value -> value.format().meaning();
    };
  }

  static String choices(Schema.ChoiceSchema choice) {
    var all = choice.choices();
    return all.size() == 1
        ? all.getFirst()
        : String.join(", ", all.subList(0, all.size() - 1)) + " or " + all.getLast();
  }
}
