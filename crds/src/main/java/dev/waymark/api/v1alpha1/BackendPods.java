package dev.waymark.api.v1alpha1;

import dev.waymark.api.schema.ApiType;
import dev.waymark.api.schema.Doc;
import dev.waymark.api.schema.Range;

/** A port of pods. */
@ApiType
@Doc("A port of pods.")
public record BackendPods(
    @Doc("The labels of the pods; {} means all of the namespace.") LabelSelector selector,
    @Doc("The port of the pods.") @Range(min = 1, max = 65_535) int port) {}
