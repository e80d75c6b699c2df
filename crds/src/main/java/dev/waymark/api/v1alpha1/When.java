package dev.waymark.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.waymark.api.json.TimeSpan;
import dev.waymark.api.schema.ApiType;
import dev.waymark.api.schema.Check;
import dev.waymark.api.schema.Doc;
import dev.waymark.api.schema.Range;
import dev.waymark.api.schema.Text;
import dev.waymark.api.schema.TextFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A condition on the load of an interface, with hysteresis. */
@ApiType
@Doc("A condition on the load of an interface, with hysteresis.")
public record When(
    @Doc("The interface that is measured.") @JsonProperty("interface") @Text(TextFormat.INTERFACE)
        String interfaceName,
    @Doc("The direction that is measured.") Direction direction,
    @Doc("The rule begins to act above this share of the capacity, in percent.")
        @Range(min = 1, max = 100)
        int onAbove,
    @Doc("The rule ceases to act below this share, in percent.") @Range(min = 1, max = 99)
        int offBelow,
    @Doc("The capacity in Mbit/s. Absent means the speed of the link.")
        @Range(min = 1, max = 1_000_000)
        @Nullable Integer capacityMbps,
    @Doc("The time over which the load is averaged.") TimeSpan window) {
  /** The rules that join its fields. */
  public static final List<Check<When>> CHECKS =
      List.of(
          Check.of(
              "RP-WHEN-01",
              "offBelow",
              "self.offBelow < self.onAbove",
              "is not below onAbove; write a smaller share, so that the rule does not flap",
              w -> w.offBelow() < w.onAbove()));
}
