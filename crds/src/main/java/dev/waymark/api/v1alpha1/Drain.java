package dev.waymark.api.v1alpha1;

import dev.waymark.api.json.TimeSpan;
import dev.waymark.api.schema.ApiType;
import dev.waymark.api.schema.Doc;

/** How backends leave. */
@ApiType
@Doc("How backends leave.")
public record Drain(@Doc("How long a leaving backend keeps its connections.") TimeSpan timeout) {}
