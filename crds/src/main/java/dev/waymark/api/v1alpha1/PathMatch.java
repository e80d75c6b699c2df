package dev.waymark.api.v1alpha1;

import dev.waymark.api.schema.ApiType;
import dev.waymark.api.schema.Doc;
import dev.waymark.api.schema.Text;
import dev.waymark.api.schema.TextFormat;

/** A path of a request. */
@ApiType
@Doc("A path of a request.")
public record PathMatch(
    @Doc("How it is compared.") PathMatchType type,
    @Doc("The path.") @Text(TextFormat.HTTP_PATH) String value) {}
