package dev.waymark.api.v1alpha1;

import dev.waymark.api.json.TimeSpan;
import dev.waymark.api.schema.ApiType;
import dev.waymark.api.schema.Check;
import dev.waymark.api.schema.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a backend is chosen. */
@ApiType
@Doc("How a backend is chosen.")
public record Balance(
    @Doc("The way.") BalanceType type,
    @Doc("How long a client stays with its backend after its last packet.")
        @Nullable TimeSpan timeout,
    @Doc("What LoadAware compares.") @Nullable LoadMetric metric) {
  /** The rules that join its fields. */
  public static final List<Check<Balance>> CHECKS =
      List.of(
          Check.of(
              "TS-BAL-01",
              "timeout",
              "!has(self.timeout) || self.type == 'Affinity'",
              "does not fit the type; only Affinity has it",
              b -> b.timeout() == null || b.type() == BalanceType.Affinity),
          Check.of(
              "TS-BAL-02",
              "metric",
              "!has(self.metric) || self.type == 'LoadAware'",
              "does not fit the type; only LoadAware has it",
              b -> b.metric() == null || b.type() == BalanceType.LoadAware));
}
