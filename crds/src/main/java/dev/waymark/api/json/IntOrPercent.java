package dev.waymark.api.json;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A count, or a share of a whole: {@code 2} or {@code 25%}. */
public record IntOrPercent(int number, boolean percent) {
  /** The pattern of the text of a share, in the syntax common to Java and RE2. */
  public static final String PATTERN = "^(100|[1-9]?[0-9])%$";

  private static final Pattern SHARE = Pattern.compile(PATTERN);

  /** Refuses negative numbers and more than the whole. */
  public IntOrPercent {
    if (number < 0 || (percent && number > 100)) {
      throw new IllegalArgumentException(
          "neither a count nor a share: " + number + (percent ? "%" : ""));
    }
  }

  /** A count. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static IntOrPercent count(int number) {
    return new IntOrPercent(number, false);
  }

  /**
   * Reads a share.
   *
   * @throws IllegalArgumentException saying what is wrong and what would be right
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static IntOrPercent parse(String text) {
    if (!SHARE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          '"' + text + "\" is neither a count nor a share; write a number, or 0% to 100%");
    }
    return new IntOrPercent(Integer.parseInt(text.substring(0, text.length() - 1)), true);
  }

  /** How many of {@code whole} this is; a share is rounded up. */
  public int of(int whole) {
    return percent ? (int) (((long) whole * number + 99) / 100) : number;
  }

  /** An integer, or a text with %. */
  @JsonValue
  public Object json() {
    return percent ? number + "%" : number;
  }
}
