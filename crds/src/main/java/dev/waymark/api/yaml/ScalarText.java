package dev.waymark.api.yaml;

import dev.waymark.api.schema.Schema.ChoiceSchema;
import dev.waymark.api.schema.Schema.IntSchema;
import dev.waymark.api.schema.Schema.TextSchema;
import dev.waymark.api.schema.Schema.ValueSchema;
import dev.waymark.api.schema.TextFormat;
import dev.waymark.api.yaml.YamlNode.Scalar;
import dev.waymark.api.yaml.YamlNode.ScalarType;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Single values: what is written becomes what is meant, or an {@link IllegalArgumentException} with
 * what would be right.
 */
final class ScalarText {
  private ScalarText() {}

  static String text(TextSchema schema, Scalar scalar) {
    if (scalar.type() != ScalarType.TEXT) {
      throw new IllegalArgumentException(
          "is "
              + scalar.kind()
              + " where a text is wanted; write \""
              + scalar.text()
              + "\" in quotes");
    }
    String problem = problem(schema.format(), scalar.text());
    if (problem != null) {
      throw new IllegalArgumentException(problem);
    }
    return scalar.text();
  }

  /** What is wrong with a text of this format; null when nothing is. */
  static @Nullable String problem(TextFormat format, String text) {
    int length = text.codePointCount(0, text.length());
    if (length > format.maxLength()) {
      return "has " + length + " characters; at most " + format.maxLength() + " are allowed";
    }
    if (format.pattern() != null && !format.pattern().matcher(text).matches()) {
      return '"' + text + "\" does not fit; write " + format.meaning();
    }
    return null;
  }

  static Object number(IntSchema schema, Scalar scalar) {
    String wanted = "write a number " + schema.min() + "–" + schema.max();
    if (scalar.type() != ScalarType.INTEGER) {
      throw new IllegalArgumentException(
          "is " + scalar.kind() + " where a number is wanted; " + wanted + quotes(scalar));
    }
    BigInteger number = integer(scalar.text(), wanted);
    if (number.compareTo(BigInteger.valueOf(schema.min())) < 0
        || number.compareTo(BigInteger.valueOf(schema.max())) > 0) {
      throw new IllegalArgumentException(number + " is out of range; " + wanted);
    }
    if (schema.wide()) {
      return number.longValueExact();
    }
    return number.intValueExact();
  }

  static Boolean truth(Scalar scalar) {
    boolean plain =
        scalar.text().equalsIgnoreCase("true") || scalar.text().equalsIgnoreCase("false");
    if (scalar.type() != ScalarType.TRUTH || !plain) {
      throw new IllegalArgumentException(
          '"' + scalar.text() + "\" is not allowed; write true or false" + quotes(scalar));
    }
    return scalar.text().equalsIgnoreCase("true");
  }

  static Object choice(ChoiceSchema schema, Scalar scalar) {
    for (Enum<?> constant : schema.type().getEnumConstants()) {
      if (constant.name().equals(scalar.text()) && scalar.type() == ScalarType.TEXT) {
        return constant;
      }
    }
    String hint =
        NearestName.of(scalar.text(), schema.choices())
            .map(name -> "did you mean " + name + "? Allowed: ")
            .orElse("write ");
    throw new IllegalArgumentException(
        '"' + scalar.text() + "\" is not allowed; " + hint + ExpectedText.choices(schema));
  }

  static Object value(ValueSchema schema, Scalar scalar) {
    if (scalar.type() == ScalarType.TEXT) {
      return schema.format().read(scalar.text());
    }
    if (scalar.type() == ScalarType.INTEGER && schema.format().takesNumbers()) {
      String wanted = "write " + schema.format().meaning();
      BigInteger number = integer(scalar.text(), wanted);
      if (number.bitLength() > 63) {
        throw new IllegalArgumentException(number + " is out of range; " + wanted);
      }
      return schema.format().read(number.longValueExact());
    }
    throw new IllegalArgumentException(
        "is " + scalar.kind() + " where a text is wanted; write " + schema.format().meaning());
  }

  private static BigInteger integer(String text, String wanted) {
    String digits = text.replace("_", "");
    boolean plain = digits.matches("[-+]?(0|[1-9][0-9]{0,39})");
    if (!plain) {
      throw new IllegalArgumentException(
          text + " is not a plain decimal number; " + wanted + " without leading zeros");
    }
    return new BigInteger(digits.startsWith("+") ? digits.substring(1) : digits);
  }

  private static String quotes(Scalar scalar) {
    return scalar.type() == ScalarType.TEXT ? ", without quotes" : "";
  }
}
