package dev.waymark.api.v1alpha1;

import dev.waymark.api.schema.Absent;
import dev.waymark.api.schema.ApiType;
import dev.waymark.api.schema.Doc;
import dev.waymark.api.schema.Items;
import dev.waymark.api.schema.Range;
import dev.waymark.api.schema.Text;
import dev.waymark.api.schema.TextFormat;
import java.util.List;

/** A table of the kernel. */
@ApiType
@Doc("A table of the kernel.")
public record KernelTableRef(
    @Doc("The table, as in ip route show table.") @Range(min = 1, max = 4_294_967_295L) long id,
    @Doc("Only routes of these protocols, by name or number. Absent means all but Waymark's own.")
        @Items(min = 1, max = 8)
        List<@Text(TextFormat.ROUTE_PROTOCOL) String> protocols) {
  /** Absent lists and maps are empty. */
  public KernelTableRef {
    protocols = Absent.toEmpty(protocols);
  }
}
