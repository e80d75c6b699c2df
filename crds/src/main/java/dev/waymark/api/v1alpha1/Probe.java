package dev.waymark.api.v1alpha1;

import dev.waymark.api.json.TimeSpan;
import dev.waymark.api.schema.ApiType;
import dev.waymark.api.schema.Check;
import dev.waymark.api.schema.Doc;
import dev.waymark.api.schema.Range;
import dev.waymark.api.schema.Text;
import dev.waymark.api.schema.TextFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that must answer before a change is confirmed. */
@ApiType
@Doc("Something that must answer before a change is confirmed.")
public record Probe(
    @Doc("Names the probe in conditions.") @Text(TextFormat.NAME) String name,
    @Doc("How it is asked.") ProbeType type,
    @Doc("Who is asked: a host name or an address.") @Text(TextFormat.HOST) String target,
    @Doc("The port; required for Tcp. Absent means 80 for Http.") @Range(min = 1, max = 65_535)
        @Nullable Integer port,
    @Doc("What Http asks for. Absent means /.") @Text(TextFormat.HTTP_PATH) @Nullable String path,
    @Doc("How long an answer may take.") TimeSpan timeout) {
  /** The rules that join its fields. */
  public static final List<Check<Probe>> CHECKS =
      List.of(
          Check.of(
              "PR-PORT-01",
              "port",
              "self.type == 'Tcp' ? has(self.port) : (self.type == 'Http' || !has(self.port))",
              "does not fit the type; Tcp needs it, Http may have it, Icmp has none",
              p ->
                  p.type() == ProbeType.Tcp
                      ? p.port() != null
                      : (p.type() == ProbeType.Http || p.port() == null)),
          Check.of(
              "PR-PATH-01",
              "path",
              "!has(self.path) || self.type == 'Http'",
              "does not fit the type; only Http has a path",
              p -> p.path() == null || p.type() == ProbeType.Http),
          Check.of(
              "PR-TIME-01",
              "timeout",
              "!self.timeout.matches('"
                  + TimeSpan.PATTERN
                  + "') || duration(self.timeout) > duration('0s')",
              "leaves no time to answer in; write for instance 1s",
              p -> !p.timeout().duration().isZero()));
}
