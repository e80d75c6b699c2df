package dev.waymark.api.node.v1alpha1;

import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** Cluster-scoped: an immutable piece of desired state. */
@Group("node.waymark.dev")
@Version("v1alpha1")
@Kind("RouteSlice")
@Singular("routeslice")
@Plural("routeslices")
@ShortNames("rslice")
public final class RouteSlice extends CustomResource<RouteSliceSpec, Void> {}
