package dev.waymark.compiler.model;

import org.jspecify.annotations.Nullable;

/**
 * What a rule does beside its action, if that is taken. What is null is not done.
 *
 * @param dscp the new one, 0–63
 * @param mark the bits that are set
 */
public record RuleEffects(
    @Nullable Integer dscp,
    @Nullable MarkBits mark,
    @Nullable RateLimit limit,
    @Nullable Copies mirror) {
  /** Nothing. */
  public static final RuleEffects NONE = new RuleEffects(null, null, null, null);

  /** Refuses a DSCP outside 0–63. */
  public RuleEffects {
    if (dscp != null && (dscp < 0 || dscp > 63)) {
      throw new IllegalArgumentException("dscp " + dscp + " is not 0–63");
    }
  }
}
