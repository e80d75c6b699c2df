package dev.waymark.api.v1alpha1;

import dev.waymark.api.schema.ApiType;
import dev.waymark.api.schema.Doc;
import dev.waymark.api.schema.Range;
import dev.waymark.api.schema.Text;
import dev.waymark.api.schema.TextFormat;
import org.jspecify.annotations.Nullable;

/** A backend of this steer, and its share. */
@ApiType
@Doc("A backend of this steer, and its share.")
public record WeightedBackend(
    @Doc("The name of a backend.") @Text(TextFormat.NAME) String name,
    @Doc("Its share of the requests of this rule. Absent means 1.") @Range(max = 1_000_000)
        @Nullable Integer weight) {}
