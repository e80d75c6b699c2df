package dev.waymark.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.waymark.api.schema.ApiType;
import dev.waymark.api.schema.Doc;
import dev.waymark.api.schema.Range;
import dev.waymark.api.schema.Text;
import dev.waymark.api.schema.TextFormat;
import org.jspecify.annotations.Nullable;

/** Where copies of packets go. */
@ApiType
@Doc("Where copies of packets go.")
public record Mirror(
    @Doc("The interface to send copies by.") @JsonProperty("interface") @Text(TextFormat.INTERFACE)
        String interfaceName,
    @Doc("One in so many packets. Absent means every one.") @Range(min = 1, max = 1_000_000)
        @Nullable Integer sampleOneIn) {}
