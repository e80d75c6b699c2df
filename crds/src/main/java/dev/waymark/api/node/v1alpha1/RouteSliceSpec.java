package dev.waymark.api.node.v1alpha1;

import dev.waymark.api.json.SliceData;
import dev.waymark.api.schema.Absent;
import dev.waymark.api.schema.ApiType;
import dev.waymark.api.schema.Doc;
import dev.waymark.api.schema.Items;
import dev.waymark.api.schema.Range;
import dev.waymark.api.schema.Text;
import dev.waymark.api.schema.TextFormat;
import dev.waymark.api.schema.Transition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of desired state, named by the hash of its content. */
@ApiType
@Doc("A piece of desired state, named by the hash of its content.")
public record RouteSliceSpec(
    @Doc("What the piece holds.") SliceKind kind,
    @Doc("The format of the data.") @Range(min = 1, max = 1_000) int format,
    @Doc("How many routes, rules or references it holds.") @Range(max = 1_000_000) int count,
    @Doc("The packed content.") @Nullable SliceData data,
    @Doc("The slices below, in order.") @Items(max = 4_096)
        List<@Text(TextFormat.DIGEST) String> refs) {
  /** The rules about its changes. */
  public static final List<Transition> TRANSITIONS =
      List.of(
          new Transition(
              "RS-FIXED-01", "", "self == oldSelf", "is immutable; write a slice of another name"));

  /** Absent lists and maps are empty. */
  public RouteSliceSpec {
    refs = Absent.toEmpty(refs);
  }
}
