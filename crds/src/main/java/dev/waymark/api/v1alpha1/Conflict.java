package dev.waymark.api.v1alpha1;

import dev.waymark.api.schema.ApiType;
import dev.waymark.api.schema.Doc;
import dev.waymark.api.schema.Text;
import dev.waymark.api.schema.TextFormat;

/** A conflict with another resource; both are told. */
@ApiType
@Doc("A conflict with another resource; both are told.")
public record Conflict(
    @Doc("The other resource.") @Text(TextFormat.REFERENCE) String with,
    @Doc("What both want: a prefix and metric, or a priority.") @Text(TextFormat.MESSAGE)
        String key,
    @Doc("Whether this resource won.") ConflictRole role) {}
