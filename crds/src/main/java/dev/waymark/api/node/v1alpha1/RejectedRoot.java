package dev.waymark.api.node.v1alpha1;

import dev.waymark.api.schema.ApiType;
import dev.waymark.api.schema.Doc;
import dev.waymark.api.schema.Text;
import dev.waymark.api.schema.TextFormat;
import org.jspecify.annotations.Nullable;

/** A root that the node took back, and why: it is not tried there again. */
@ApiType
@Doc("A root that the node took back, and why.")
public record RejectedRoot(
    @Doc("The root.") @Text(TextFormat.DIGEST) String root,
    @Doc("The resource whose demand was not met; absent when none can be named.")
        @Text(TextFormat.REFERENCE)
        @Nullable String owner,
    @Doc("Why, in one word.") @Text(TextFormat.REASON) String reason,
    @Doc("Why, in a sentence.") @Text(TextFormat.MESSAGE) String message) {}
