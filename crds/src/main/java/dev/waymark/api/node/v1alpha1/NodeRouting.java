package dev.waymark.api.node.v1alpha1;

import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/**
 * Cluster-scoped: what one node shall hold, and what it has proven. Named as its node, without an
 * owner reference.
 */
@Group("node.waymark.dev")
@Version("v1alpha1")
@Kind("NodeRouting")
@Singular("noderouting")
@Plural("noderoutings")
@ShortNames("nrt")
public final class NodeRouting extends CustomResource<NodeRoutingSpec, NodeRoutingStatus> {}
