package dev.waymark.api.v1alpha1;

import dev.waymark.api.schema.ApiType;
import dev.waymark.api.schema.Doc;
import dev.waymark.api.schema.Range;
import dev.waymark.api.schema.Text;
import dev.waymark.api.schema.TextFormat;
import org.jspecify.annotations.Nullable;

/** A port of a Service. */
@ApiType
@Doc("A port of a Service.")
public record BackendService(
    @Doc("The name of the Service.") @Text(TextFormat.NAME) String name,
    @Doc("Its namespace. Absent means this one.") @Text(TextFormat.NAME) @Nullable String namespace,
    @Doc("The port of the Service.") @Range(min = 1, max = 65_535) int port) {}
