package dev.waymark.api.v1alpha1;

import dev.waymark.api.schema.Absent;
import dev.waymark.api.schema.ApiType;
import dev.waymark.api.schema.Doc;
import dev.waymark.api.schema.Items;
import dev.waymark.api.schema.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a resource on the nodes it selects. */
@ApiType
@Doc("What became of a resource on the nodes it selects.")
public record ResourceStatus(
    @Doc("The generation that this status is about.") @Range(max = 9_223_372_036_854_775_807L)
        @Nullable Long observedGeneration,
    @Doc("Accepted, ResolvedRefs, Programmed and Ready always; others only while true.")
        @Items(max = 10, key = "type")
        List<Condition> conditions,
    @Doc("Counts.") @Nullable Summary summary,
    @Doc("The first failures, by node.") @Items(max = 10) List<NodeFailure> failures,
    @Doc("The first conflicts with other resources.") @Items(max = 10) List<Conflict> conflicts) {
  /** Absent lists and maps are empty. */
  public ResourceStatus {
    conditions = Absent.toEmpty(conditions);
    failures = Absent.toEmpty(failures);
    conflicts = Absent.toEmpty(conflicts);
  }
}
