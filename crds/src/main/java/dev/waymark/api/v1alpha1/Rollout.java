package dev.waymark.api.v1alpha1;

import dev.waymark.api.json.IntOrPercent;
import dev.waymark.api.json.TimeSpan;
import dev.waymark.api.schema.ApiType;
import dev.waymark.api.schema.Doc;
import dev.waymark.api.schema.Range;
import org.jspecify.annotations.Nullable;

/** How a change spreads over the nodes. */
@ApiType
@Doc("How a change spreads over the nodes.")
public record Rollout(
    @Doc("How many nodes take the change first. Absent means 1.") @Range(min = 1, max = 10)
        @Nullable Integer canary,
    @Doc(
            "How many nodes may be without the change confirmed at a time, a number or a share. Absent means 25%.")
        @Nullable IntOrPercent maxUnavailable,
    @Doc("How long a node waits for confirmation before it rolls back by itself. Absent means 30s.")
        @Nullable TimeSpan confirmWithin) {}
