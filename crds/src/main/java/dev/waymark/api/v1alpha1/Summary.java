package dev.waymark.api.v1alpha1;

import dev.waymark.api.schema.ApiType;
import dev.waymark.api.schema.Doc;
import dev.waymark.api.schema.Range;
import dev.waymark.api.schema.Text;
import dev.waymark.api.schema.TextFormat;
import org.jspecify.annotations.Nullable;

/** Counts over the selected nodes. */
@ApiType
@Doc("Counts over the selected nodes.")
public record Summary(
    @Doc("Nodes that the selector selects.") @Range(max = 1_000_000) int nodesSelected,
    @Doc("Nodes that proved the change.") @Range(max = 1_000_000) int nodesReady,
    @Doc("Nodes that refused it or rolled it back.") @Range(max = 1_000_000) int nodesFailed,
    @Doc("Nodes that do not answer.") @Range(max = 1_000_000) int nodesUnreachable,
    @Doc("Routes that the table holds.") @Range(max = 1_000_000_000) @Nullable Integer routes,
    @Doc("Rules that the policy holds.") @Range(max = 1_000_000_000) @Nullable Integer rules,
    @Doc("Backends that the steer holds.") @Range(max = 1_000_000_000) @Nullable Integer backends,
    @Doc("Ready of selected, for instance 2/3.") @Text(TextFormat.RATIO) String nodes) {}
