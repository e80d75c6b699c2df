package dev.waymark.api.json;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A duration as Gateway API writes it (GEP-2257): up to four numbers with h, m, s or ms, for
 * instance {@code 1m30s}.
 *
 * @param duration at least zero, in whole milliseconds
 */
public record TimeSpan(Duration duration) {
  /** The pattern of the text, in the syntax common to Java and RE2. */
  public static final String PATTERN = "^([0-9]{1,5}(h|m|s|ms)){1,4}$";

  private static final Pattern WHOLE = Pattern.compile(PATTERN);
  private static final Pattern PART = Pattern.compile("([0-9]+)(ms|h|m|s)");

  /** Refuses what the text cannot say. */
  public TimeSpan {
    if (duration.toHours() > 99_999) {
      throw new IllegalArgumentException("a duration is at most 99999h, not " + duration);
    }
    if (duration.isNegative() || duration.toNanosPart() % 1_000_000 != 0) {
      throw new IllegalArgumentException(
          "a duration is at least zero and in whole milliseconds, not " + duration);
    }
  }

  /**
   * Reads the text.
   *
   * @throws IllegalArgumentException saying what is wrong and what would be right
   */
  @JsonCreator
  public static TimeSpan parse(String text) {
    if (!WHOLE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          '"'
              + text
              + "\" is not a duration; write numbers with h, m, s or ms, for instance 30s or 1m30s");
    }
    Duration sum = Duration.ZERO;
    Matcher parts = PART.matcher(text);
    while (parts.find()) {
      long number = Long.parseLong(parts.group(1));
      sum =
          sum.plus(
              switch (parts.group(2)) {
                case "h" -> Duration.ofHours(number);
                case "m" -> Duration.ofMinutes(number);
                case "s" -> Duration.ofSeconds(number);
                default -> Duration.ofMillis(number);
              });
    }
    return new TimeSpan(sum);
  }

  /** The shortest text with the largest units, for instance {@code 1h30m}; zero is {@code 0s}. */
  @Override
  @JsonValue
  public String toString() {
    if (duration.isZero()) {
      return "0s";
    }
    StringBuilder text = new StringBuilder();
    append(text, duration.toHours(), "h");
    append(text, duration.toMinutesPart(), "m");
    append(text, duration.toSecondsPart(), "s");
    append(text, duration.toMillisPart(), "ms");
    return text.toString();
  }

  private static void append(StringBuilder text, long number, String unit) {
    if (number != 0) {
      text.append(number).append(unit);
    }
  }
}
