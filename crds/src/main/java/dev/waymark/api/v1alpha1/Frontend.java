package dev.waymark.api.v1alpha1;

import dev.waymark.api.schema.ApiType;
import dev.waymark.api.schema.Check;
import dev.waymark.api.schema.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What clients talk to: a Service or an address. */
@ApiType
@Doc("What clients talk to: a Service or an address.")
public record Frontend(
    @Doc("A Service of this namespace.") @Nullable ServicePort service,
    @Doc("An address inside a range that the administrator granted to the namespace.")
        @Nullable AddressPort address) {
  /** The rules that join its fields. */
  public static final List<Check<Frontend>> CHECKS =
      List.of(
          Check.of(
              "TS-FRONT-01",
              "",
              "has(self.service) != has(self.address)",
              "has to name exactly one frontend; write either service or address",
              f -> (f.service() != null) != (f.address() != null)));
}
