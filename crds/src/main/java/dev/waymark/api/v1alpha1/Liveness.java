package dev.waymark.api.v1alpha1;

import dev.waymark.api.json.TimeSpan;
import dev.waymark.api.schema.ApiType;
import dev.waymark.api.schema.Check;
import dev.waymark.api.schema.Doc;
import dev.waymark.api.schema.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How gateways are watched. */
@ApiType
@Doc("How gateways are watched.")
public record Liveness(
    @Doc("How a gateway is asked.") LivenessType type,
    @Doc("The port that Tcp connects to.") @Range(min = 1, max = 65_535) @Nullable Integer port,
    @Doc("The time between two questions. Required unless the type is None.")
        @Nullable TimeSpan interval,
    @Doc("How many answers in a row must fail. Required unless the type is None.")
        @Range(min = 1, max = 10)
        @Nullable Integer failures) {
  /** The rules that join its fields. */
  public static final List<Check<Liveness>> CHECKS =
      List.of(
          Check.of(
              "LV-PORT-01",
              "port",
              "(self.type == 'Tcp') == has(self.port)",
              "belongs to type Tcp, and only there; Tcp needs it, other types must not have it",
              l -> (l.type() == LivenessType.Tcp) == (l.port() != null)),
          Check.of(
              "LV-TIME-01",
              "",
              "self.type == 'None' || (has(self.interval) && has(self.failures))",
              "lacks interval or failures; Icmp and Tcp need both",
              l ->
                  l.type() == LivenessType.None || (l.interval() != null && l.failures() != null)));
}
