package dev.waymark.api.v1alpha1;

import dev.waymark.api.schema.Absent;
import dev.waymark.api.schema.ApiType;
import dev.waymark.api.schema.Check;
import dev.waymark.api.schema.Doc;
import dev.waymark.api.schema.Items;
import dev.waymark.api.schema.Range;
import dev.waymark.api.schema.Text;
import dev.waymark.api.schema.TextFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Routes mirrored from exactly one place: a ConfigMap or a kernel table. */
@ApiType
@Doc("Routes mirrored from exactly one place: a ConfigMap or a kernel table.")
public record RouteSource(
    @Doc("Names the source in conditions and errors.") @Text(TextFormat.NAME) String name,
    @Doc("Lines in the syntax of ip route.") @Nullable ConfigMapRef configMap,
    @Doc("A table of the kernel, filled by FRR, BIRD or anything else.")
        @Nullable KernelTableRef kernelTable,
    @Doc("The prefixes that may come in; others are passed over.")
        @Items(min = 1, max = 64, required = true)
        List<AllowedPrefix> allow,
    @Doc("The most routes that may come in.") @Range(min = 1, max = 2_000_000) int maxRoutes,
    @Doc("What happens above maxRoutes.") OnExceed onExceed) {
  /** The rules that join its fields. */
  public static final List<Check<RouteSource>> CHECKS =
      List.of(
          Check.of(
              "RF-ONE-01",
              "",
              "has(self.configMap) != has(self.kernelTable)",
              "has to name exactly one source; write either configMap or kernelTable",
              s -> (s.configMap() != null) != (s.kernelTable() != null)));

  /** Absent lists and maps are empty. */
  public RouteSource {
    allow = Absent.toEmpty(allow);
  }
}
