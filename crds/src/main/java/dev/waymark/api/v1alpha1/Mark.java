package dev.waymark.api.v1alpha1;

import dev.waymark.api.schema.ApiType;
import dev.waymark.api.schema.Doc;
import dev.waymark.api.schema.Range;

/** Bits of a mark. */
@ApiType
@Doc("Bits of a mark.")
public record Mark(
    @Doc("The bits.") @Range(max = 4_294_967_295L) long value,
    @Doc("Which bits count.") @Range(min = 1, max = 4_294_967_295L) long mask) {}
