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

/** How backends are watched. */
@ApiType
@Doc("How backends are watched.")
public record Health(
    @Doc("How a backend is asked.") HealthType type,
    @Doc("What Http asks for. Absent means /.") @Text(TextFormat.HTTP_PATH) @Nullable String path,
    @Doc("The time between two questions.") TimeSpan interval,
    @Doc("How many answers in a row must fail.") @Range(min = 1, max = 10) int unhealthy,
    @Doc("How many answers in a row must succeed.") @Range(min = 1, max = 10) int healthy) {
  /** The rules that join its fields. */
  public static final List<Check<Health>> CHECKS =
      List.of(
          Check.of(
              "TS-HEALTH-01",
              "path",
              "!has(self.path) || self.type == 'Http'",
              "does not fit the type; only Http has a path",
              h -> h.path() == null || h.type() == HealthType.Http));
}
