package dev.waymark.api.v1alpha1;

import dev.waymark.api.schema.ApiType;
import dev.waymark.api.schema.Check;
import dev.waymark.api.schema.Doc;
import dev.waymark.api.schema.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How much may pass; the rest is dropped and counted. */
@ApiType
@Doc("How much may pass; the rest is dropped and counted.")
public record Limit(
    @Doc("Packets in a second.") @Range(min = 1, max = 1_000_000_000)
        @Nullable Long packetsPerSecond,
    @Doc("Bits in a second.") @Range(min = 1, max = 1_000_000_000_000L)
        @Nullable Long bitsPerSecond,
    @Doc("How much may pass at once, in packets or bits.") @Range(min = 1, max = 1_000_000_000_000L)
        long burst,
    @Doc("What is limited as one.") LimitPer per) {
  /** The rules that join its fields. */
  public static final List<Check<Limit>> CHECKS =
      List.of(
          Check.of(
              "RP-LIMIT-01",
              "",
              "has(self.packetsPerSecond) != has(self.bitsPerSecond)",
              "has to name exactly one rate; write either packetsPerSecond or bitsPerSecond",
              l -> (l.packetsPerSecond() != null) != (l.bitsPerSecond() != null)));
}
