package dev.waymark.api.v1alpha1;

import dev.waymark.api.schema.ApiType;
import dev.waymark.api.schema.Check;
import dev.waymark.api.schema.Doc;
import dev.waymark.api.schema.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A port, or a range of ports. */
@ApiType
@Doc("A port, or a range of ports.")
public record Ports(
    @Doc("The first port.") @Range(min = 1, max = 65_535) int from,
    @Doc("The last port. Absent means the first alone.") @Range(min = 1, max = 65_535)
        @Nullable Integer to) {
  /** The rules that join its fields. */
  public static final List<Check<Ports>> CHECKS =
      List.of(
          Check.of(
              "RP-PORT-02",
              "to",
              "!has(self.to) || self.from <= self.to",
              "is below from; write a last port that is not below the first",
              p -> p.last() >= p.from()));

  /** The last port. */
  public int last() {
    return to == null ? from : to;
  }
}
