package dev.waymark.api.v1alpha1;

import dev.waymark.api.schema.ApiType;
import dev.waymark.api.schema.Doc;
import dev.waymark.api.schema.Range;
import dev.waymark.api.schema.Text;
import dev.waymark.api.schema.TextFormat;

/** A port of a Service of the same namespace. */
@ApiType
@Doc("A port of a Service of the same namespace.")
public record ServicePort(
    @Doc("The name of the Service.") @Text(TextFormat.NAME) String name,
    @Doc("The port of the Service.") @Range(min = 1, max = 65_535) int port) {}
