package dev.waymark.api.v1alpha1;

import dev.waymark.api.schema.ApiType;
import dev.waymark.api.schema.Doc;
import dev.waymark.api.schema.Text;
import dev.waymark.api.schema.TextFormat;

/** Why one node does not hold the change. */
@ApiType
@Doc("Why one node does not hold the change.")
public record NodeFailure(
    @Doc("The node.") @Text(TextFormat.OBJECT_NAME) String node,
    @Doc("Why, in one word.") @Text(TextFormat.REASON) String reason,
    @Doc("Why, in a sentence.") @Text(TextFormat.MESSAGE) String message) {}
