package dev.waymark.api.node.v1alpha1;

import dev.waymark.api.schema.ApiType;
import dev.waymark.api.schema.Doc;
import dev.waymark.api.schema.Text;
import dev.waymark.api.schema.TextFormat;

/** What could not be done for one resource. */
@ApiType
@Doc("What could not be done for one resource.")
public record OwnerFailure(
    @Doc("The resource: kind, namespace and name.") @Text(TextFormat.REFERENCE) String owner,
    @Doc("Why, in one word.") @Text(TextFormat.REASON) String reason,
    @Doc("Why, in a sentence.") @Text(TextFormat.MESSAGE) String message) {}
