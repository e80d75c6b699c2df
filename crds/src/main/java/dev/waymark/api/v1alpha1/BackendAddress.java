package dev.waymark.api.v1alpha1;

import dev.waymark.api.net.Address;
import dev.waymark.api.schema.ApiType;
import dev.waymark.api.schema.Doc;
import dev.waymark.api.schema.Range;

/** A port of an address outside the cluster. */
@ApiType
@Doc("A port of an address outside the cluster.")
public record BackendAddress(
    @Doc("The address.") Address ip, @Doc("The port.") @Range(min = 1, max = 65_535) int port) {}
