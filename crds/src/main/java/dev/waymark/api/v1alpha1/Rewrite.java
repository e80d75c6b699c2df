package dev.waymark.api.v1alpha1;

import dev.waymark.api.schema.ApiType;
import dev.waymark.api.schema.Check;
import dev.waymark.api.schema.Doc;
import dev.waymark.api.schema.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is changed in a packet. */
@ApiType
@Doc("What is changed in a packet.")
public record Rewrite(
    @Doc("The new differentiated services code point.") @Range(max = 63) @Nullable Integer dscp,
    @Doc("Bits of the mark.") @Nullable Mark mark) {
  /** The rules that join its fields. */
  public static final List<Check<Rewrite>> CHECKS =
      List.of(
          Check.of(
              "RP-SET-01",
              "",
              "has(self.dscp) || has(self.mark)",
              "changes nothing; write dscp, mark or both",
              s -> s.dscp() != null || s.mark() != null));
}
