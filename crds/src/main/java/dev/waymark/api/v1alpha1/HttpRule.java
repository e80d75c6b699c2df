package dev.waymark.api.v1alpha1;

import dev.waymark.api.schema.Absent;
import dev.waymark.api.schema.ApiType;
import dev.waymark.api.schema.Doc;
import dev.waymark.api.schema.Items;
import dev.waymark.api.schema.Text;
import dev.waymark.api.schema.TextFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests that match, and the backends that answer them. */
@ApiType
@Doc("Requests that match, and the backends that answer them.")
public record HttpRule(
    @Doc("Names the rule in counters and explanations.") @Text(TextFormat.NAME) String name,
    @Doc("The hosts. Absent means any.") @Items(min = 1, max = 16)
        List<@Text(TextFormat.HTTP_HOST) String> hosts,
    @Doc("The path. Absent means any.") @Nullable PathMatch path,
    @Doc("The method. Absent means any.") @Text(TextFormat.HTTP_METHOD) @Nullable String method,
    @Doc("Headers that must all be there.") @Items(max = 8, key = "name") List<HeaderMatch> headers,
    @Doc("The backends, by name.") @Items(min = 1, max = 16, required = true)
        List<WeightedBackend> backends) {
  /** Absent lists and maps are empty. */
  public HttpRule {
    hosts = Absent.toEmpty(hosts);
    headers = Absent.toEmpty(headers);
    backends = Absent.toEmpty(backends);
  }
}
