package dev.waymark.api.node.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.waymark.api.schema.ApiType;
import dev.waymark.api.schema.Doc;
import dev.waymark.api.schema.Text;
import dev.waymark.api.schema.TextFormat;
import org.jspecify.annotations.Nullable;

/** A program on an interface. */
@ApiType
@Doc("A program on an interface.")
public record Attachment(
    @Doc("The interface.") @JsonProperty("interface") @Text(TextFormat.INTERFACE)
        String interfaceName,
    @Doc("Where in the kernel.") Hook hook,
    @Doc("What shall be there.") AttachmentState desired,
    @Doc("What is there.") AttachmentState actual,
    @Doc("Why the two differ.") @Text(TextFormat.MESSAGE) @Nullable String reason) {}
