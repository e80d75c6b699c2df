package dev.waymark.api.v1alpha1;

import dev.waymark.api.schema.ApiType;
import dev.waymark.api.schema.Doc;
import dev.waymark.api.schema.Text;
import dev.waymark.api.schema.TextFormat;

/** A header with exactly this value. */
@ApiType
@Doc("A header with exactly this value.")
public record HeaderMatch(
    @Doc("The name, in any case.") @Text(TextFormat.HTTP_HEADER) String name,
    @Doc("The value.") @Text(TextFormat.HTTP_HEADER_VALUE) String value) {}
