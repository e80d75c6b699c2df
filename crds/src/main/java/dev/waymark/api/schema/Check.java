package dev.waymark.api.schema;

import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A rule that joins several fields of one object, written once for both judges: the CEL text for
 * the API server and the Java check for files, side by side in the record that they are about (its
 * constant {@code CHECKS}), with one message.
 *
 * @param <T> the record
 * @param id names the rule in the API's page and in test cases, for instance {@code RT-VIA-01}
 * @param field the field of the object that the API server blames; empty for the object itself
 * @param cel holds for a right object, {@code self}; holds too where a field's own format is
 *     already wrong
 * @param message what is wrong; what would be right
 * @param brokenAt the path relative to the object where it breaks the rule ({@code
 *     via[0].gateway}), or null
 */
public record Check<T>(
    String id, String field, String cel, String message, Function<T, @Nullable String> brokenAt) {

  /** A check that blames one field. */
  public static <T> Check<T> of(
      String id, String field, String cel, String message, Predicate<T> holds) {
    return new Check<>(id, field, cel, message, value -> holds.test(value) ? null : field);
  }
}
