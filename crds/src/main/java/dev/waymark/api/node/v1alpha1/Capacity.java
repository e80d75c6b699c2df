package dev.waymark.api.node.v1alpha1;

import dev.waymark.api.schema.ApiType;
import dev.waymark.api.schema.Doc;
import dev.waymark.api.schema.Range;

/** How full the store of a node is. */
@ApiType
@Doc("How full the store of a node is.")
public record Capacity(
    @Doc("The size of the store in bytes.") @Range(max = 9_223_372_036_854_775_807L)
        long storeBytes,
    @Doc("Bytes in use.") @Range(max = 9_223_372_036_854_775_807L) long usedBytes,
    @Doc("Routes held.") @Range(max = 9_223_372_036_854_775_807L) long routes,
    @Doc("Next hops held.") @Range(max = 9_223_372_036_854_775_807L) long nextHops,
    @Doc("Expanded rules held.") @Range(max = 9_223_372_036_854_775_807L) long rules) {}
