package dev.waymark.api.v1alpha1;

import dev.waymark.api.schema.ApiType;
import dev.waymark.api.schema.Doc;
import dev.waymark.api.schema.Range;
import org.jspecify.annotations.Nullable;

/** A type and code of ICMP or ICMPv6. */
@ApiType
@Doc("A type and code of ICMP or ICMPv6.")
public record IcmpMatch(
    @Doc("The type.") @Range(max = 255) int type,
    @Doc("The code. Absent means any.") @Range(max = 255) @Nullable Integer code) {}
