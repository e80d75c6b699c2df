package dev.waymark.daemon.settings;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How single settings are written. Each reader says what would be right when it refuses. */
final class SettingsText {

  private static final Pattern SIZE = Pattern.compile("([0-9]{1,12})(|Ki|Mi|Gi)");

  private SettingsText() {}

  static String text(String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException("is empty; write a value, or leave the key out");
    }
    return value;
  }

  /** A number from {@code least} to {@code most}, decimal or with 0x. */
  static long number(String value, long least, long most) {
    try {
      long number = Long.decode(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "\"%s\" is not a number; write one from %d to %d, or in hexadecimal with 0x"
              .formatted(value, least, most),
          e);
    }
    throw new IllegalArgumentException(
        "%s is out of range; write %d–%d".formatted(value, least, most));
  }

  static int integer(String value, int least, int most) {
    return Math.toIntExact(number(value, least, most));
  }

  /** Bytes, with Ki, Mi or Gi. */
  static long size(String value) {
    Matcher matcher = SIZE.matcher(value);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "\"%s\" is not a size; write a number with Ki, Mi or Gi, for instance 256Mi"
              .formatted(value));
    }
    int shift =
        switch (matcher.group(2)) {
          case "Ki" -> 10;
          case "Mi" -> 20;
          case "Gi" -> 30;
          default -> 0;
        };
    return Long.parseLong(matcher.group(1)) << shift;
  }

  static <E extends Enum<E>> E choice(Class<E> type, String value) {
    List<String> names = Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
    if (!names.contains(value)) {
      throw new IllegalArgumentException(
          "\"%s\" is not allowed; write one of %s".formatted(value, String.join(", ", names)));
    }
    return Enum.valueOf(type, value);
  }
}
