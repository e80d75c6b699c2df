package dev.waymark.api.v1alpha1;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** Namespaced: a frontend and the backends that answer for it. */
@Group("waymark.dev")
@Version("v1alpha1")
@Kind("TrafficSteer")
@Singular("trafficsteer")
@Plural("trafficsteers")
@ShortNames("tsteer")
public final class TrafficSteer extends CustomResource<TrafficSteerSpec, ResourceStatus>
    implements Namespaced {}
