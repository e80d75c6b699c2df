package dev.waymark.api.v1alpha1;

import dev.waymark.api.schema.ApiType;
import dev.waymark.api.schema.Check;
import dev.waymark.api.schema.Doc;
import dev.waymark.api.schema.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one thing that is done. */
@ApiType
@Doc("The one thing that is done.")
public record Action(
    @Doc("What is done.") ActionType type,
    @Doc("The table that Lookup asks.") @Range(min = 1, max = 254) @Nullable Integer tableId,
    @Doc("Lookup ignores what it finds with a prefix of this length or shorter, as in ip rule.")
        @Range(max = 128)
        @Nullable Integer suppressPrefixLength) {
  /** The rules that join its fields. */
  public static final List<Check<Action>> CHECKS =
      List.of(
          Check.of(
              "RP-ACT-01",
              "tableId",
              "(self.type == 'Lookup') == has(self.tableId)",
              "belongs to type Lookup, and only there; Lookup needs it, other types must not have it",
              a -> (a.type() == ActionType.Lookup) == (a.tableId() != null)),
          Check.of(
              "RP-ACT-02",
              "suppressPrefixLength",
              "!has(self.suppressPrefixLength) || self.type == 'Lookup'",
              "does not fit the type; only Lookup has it",
              a -> a.suppressPrefixLength() == null || a.type() == ActionType.Lookup));
}
