package dev.waymark.api.v1alpha1;

import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** Cluster-scoped: rules that choose tables and verdicts for a set of nodes. */
@Group("waymark.dev")
@Version("v1alpha1")
@Kind("RoutingPolicy")
@Singular("routingpolicy")
@Plural("routingpolicies")
@ShortNames("rpol")
public final class RoutingPolicy extends CustomResource<RoutingPolicySpec, ResourceStatus> {}
