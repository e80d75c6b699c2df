package dev.waymark.dataplane.classifier;

import org.jspecify.annotations.Nullable;

/**
 * What a rule does beside its action, if that is taken.
 *
 * @param dscp the new code point, 0 to 63; {@link #KEEP}: as it is
 * @param mark bits of the mark that are set; null: none
 * @param limit how much passes; null: everything
 * @param mirror who gets a copy; null: nobody
 */
public record Effects(
    int dscp, @Nullable MarkBits mark, @Nullable Limit limit, @Nullable Mirror mirror) {
  /** No new code point. */
  public static final int KEEP = -1;

  /** None. */
  public static final Effects NONE = new Effects(KEEP, null, null, null);

  public Effects {
    if (dscp < KEEP || dscp > 63) {
      throw new IllegalArgumentException("DSCP " + dscp + " is not between 0 and 63");
    }
  }
}
