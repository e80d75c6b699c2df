package dev.waymark.api.v1alpha1;

import dev.waymark.api.schema.Absent;
import dev.waymark.api.schema.ApiType;
import dev.waymark.api.schema.Check;
import dev.waymark.api.schema.Doc;
import dev.waymark.api.schema.Items;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A frontend, the backends behind it, and how traffic is shared among them. */
@ApiType
@Doc("A frontend, the backends behind it, and how traffic is shared among them.")
public record TrafficSteerSpec(
    @Doc("What clients talk to.") Frontend frontend,
    @Doc("What may answer.") @Items(min = 1, max = 64, key = "name", required = true)
        List<Backend> backends,
    @Doc("Backends by HTTP request, first match first.") @Items(max = 32, key = "name")
        List<HttpRule> http,
    @Doc("How a backend is chosen. Absent means Hash.") @Nullable Balance balance,
    @Doc("How backends are watched. Absent means by the readiness of their pods alone.")
        @Nullable Health health,
    @Doc("How long a leaving backend keeps its connections.") @Nullable Drain drain,
    @Doc("What happens when no backend is usable. Absent means Reject.")
        @Nullable OnNoBackend onNoBackend,
    @Doc("Whether backends see the address of clients outside the cluster. Absent means Preserve.")
        @Nullable ExternalSource externalSource) {
  /** The rules that join its fields. */
  public static final List<Check<TrafficSteerSpec>> CHECKS =
      List.of(
          new Check<>(
              "TS-HTTP-01",
              "http",
              "!has(self.http) || self.http.all(h, h.backends.all(b, self.backends.exists(x, x.name == b.name)))",
              "names a backend that spec.backends does not have; write the name of one of them",
              TrafficSteerSpec::unknownBackend));

  /** Absent lists and maps are empty. */
  public TrafficSteerSpec {
    backends = Absent.toEmpty(backends);
    http = Absent.toEmpty(http);
  }

  private static @Nullable String unknownBackend(TrafficSteerSpec spec) {
    for (int i = 0; i < spec.http.size(); i++) {
      List<WeightedBackend> chosen = spec.http.get(i).backends();
      for (int j = 0; j < chosen.size(); j++) {
        String name = chosen.get(j).name();
        if (spec.backends.stream().noneMatch(backend -> backend.name().equals(name))) {
          return "http[" + i + "].backends[" + j + "].name";
        }
      }
    }
    return null;
  }
}
