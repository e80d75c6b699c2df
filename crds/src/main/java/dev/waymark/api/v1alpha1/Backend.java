package dev.waymark.api.v1alpha1;

import dev.waymark.api.schema.ApiType;
import dev.waymark.api.schema.Check;
import dev.waymark.api.schema.Doc;
import dev.waymark.api.schema.Range;
import dev.waymark.api.schema.Text;
import dev.waymark.api.schema.TextFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Something that answers: a Service, pods or an address. */
@ApiType
@Doc("Something that answers: a Service, pods or an address.")
public record Backend(
    @Doc("Names the backend in rules, counters and conditions.") @Text(TextFormat.NAME) String name,
    @Doc("A Service; one of another namespace needs a ReferenceGrant.")
        @Nullable BackendService service,
    @Doc("Pods of this namespace.") @Nullable BackendPods pods,
    @Doc("An address.") @Nullable BackendAddress address,
    @Doc("The share of connections, against the other backends; 0 drains it. Absent means 1.")
        @Range(max = 1_000_000)
        @Nullable Integer weight) {
  /** The rules that join its fields. */
  public static final List<Check<Backend>> CHECKS =
      List.of(
          Check.of(
              "TS-BACK-01",
              "",
              "(has(self.service) ? 1 : 0) + (has(self.pods) ? 1 : 0) + (has(self.address) ? 1 : 0) == 1",
              "has to name exactly one backend; write one of service, pods and address",
              b ->
                  Stream.of(b.service(), b.pods(), b.address()).filter(Objects::nonNull).count()
                      == 1));
}
