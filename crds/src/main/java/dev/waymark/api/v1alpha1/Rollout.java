package dev.waymark.api.v1alpha1;

import dev.waymark.api.json.IntOrPercent;
import dev.waymark.api.json.TimeSpan;
import dev.waymark.api.schema.ApiType;
import dev.waymark.api.schema.Check;
import dev.waymark.api.schema.Doc;
import dev.waymark.api.schema.Range;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a change spreads over the nodes. */
@ApiType
@Doc("How a change spreads over the nodes.")
public record Rollout(
    @Doc("How many nodes take the change first. Absent means 1.") @Range(min = 1, max = 10)
        @Nullable Integer canary,
    @Doc(
            "How many nodes may be without the change confirmed at a time, a number or a share. Absent means 25%.")
        @Nullable IntOrPercent maxUnavailable,
    @Doc(
            "How long a node waits for confirmation before it rolls back by itself, 1s to 1h. Absent means 10s.")
        @Nullable TimeSpan confirmWithin) {
  /** How long a change may stay unconfirmed where nobody says so. */
  public static final TimeSpan CONFIRM_WITHIN = new TimeSpan(Duration.ofSeconds(10));

  /** The rules that join its fields, or bound them beyond their format. */
  public static final List<Check<Rollout>> CHECKS =
      List.of(
          Check.of(
              "RO-02",
              "confirmWithin",
              "!has(self.confirmWithin) || !self.confirmWithin.matches('"
                  + TimeSpan.PATTERN
                  + "') || (duration(self.confirmWithin) >= duration('1s') && duration(self.confirmWithin) <= duration('1h'))",
              "is out of range; write 1s to 1h",
              r -> r.confirmWithin() == null || inRange(r.confirmWithin().duration())));

  private static boolean inRange(Duration within) {
    return within.compareTo(Duration.ofSeconds(1)) >= 0
        && within.compareTo(Duration.ofHours(1)) <= 0;
  }
}
