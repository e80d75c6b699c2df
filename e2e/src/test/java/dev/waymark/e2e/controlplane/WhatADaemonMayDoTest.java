package dev.waymark.e2e.controlplane;

import static dev.waymark.e2e.controlplane.Attempt.OTHER_ROOT;
import static dev.waymark.e2e.controlplane.Attempt.ROOT;
import static dev.waymark.e2e.controlplane.Attempt.apply;
import static dev.waymark.e2e.controlplane.Attempt.nodeRouting;
import static dev.waymark.e2e.controlplane.Attempt.nodeStatus;
import static dev.waymark.e2e.controlplane.Attempt.slice;
import static dev.waymark.e2e.controlplane.Attempt.table;
import static dev.waymark.e2e.controlplane.Attempt.to;
import static dev.waymark.e2e.controlplane.Attempt.tokenOf;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** A node daemon reads what it shall hold and says what it holds, of its own node, and no more. */
@SharedControlPlane(installed = true)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhatADaemonMayDoTest {
  private static final String NOT_ITS_NODE =
      "the daemon of node a writes the status of that NodeRouting only";

  private final Actors actors;
  private final Kubectl daemon;

  WhatADaemonMayDoTest(ControlPlane plane) {
    this.actors = new Actors(plane);
    this.daemon = actors.daemonOfA();
  }

  @TestFactory
  Stream<DynamicTest> itSaysSomethingOfItsOwnNodeOnly() {
    Kubectl impersonated = actors.daemonOfAImpersonated();
    return Stream.of(
        nodeStatus("a").by(daemon, "its own status"),
        nodeStatus("a").by(impersonated, "its own status, impersonated"),
        nodeStatus("b").by(daemon, "another's status", NOT_ITS_NODE),
        nodeStatus("b").by(impersonated, "another's status, impersonated", NOT_ITS_NODE),
        nodeStatus("a")
            .by(
                actors.daemonWithoutPod(),
                "its status with a token of no pod",
                "the token is not bound to a pod on a node"),
        nodeStatus("a")
            .by(actors.daemonElsewhere(), "an account of that name elsewhere", "cannot patch"),
        apply(nodeRouting("a", OTHER_ROOT))
            .by(daemon, "what its node shall hold", "cannot patch resource \"noderoutings\""),
        Attempt.create(nodeRouting("c", ROOT))
            .by(daemon, "a node of its own", "cannot create resource \"noderoutings\""),
        to("delete nrt a").by(daemon, "no NodeRouting", "cannot delete resource \"noderoutings\""));
  }

  @TestFactory
  Stream<DynamicTest> itReadsWhatItShallHoldOnly() {
    return Stream.of(
        to("get nrt --field-selector metadata.name=a").by(daemon, "its NodeRouting"),
        to("get routeslice " + ROOT).by(daemon, "a slice by its name"),
        to("get routeslices").by(daemon, "all slices", "cannot list resource \"routeslices\""),
        to("get rtbl").by(daemon, "RouteTables", "cannot list resource \"routetables\""),
        to("get secrets -n waymark-system").by(daemon, "Secrets", "cannot list"),
        to("get secret any -n waymark-system").by(daemon, "a Secret", "cannot get"),
        to("get configmaps -n waymark-system").by(daemon, "ConfigMaps", "cannot list"),
        to("get pods -n waymark-system").by(daemon, "pods", "cannot list resource \"pods\""),
        to("get node a").by(daemon, "its Node", "cannot get resource \"nodes\""));
  }

  @TestFactory
  Stream<DynamicTest> itWritesNothingElse() {
    return Stream.of(
        Attempt.create(slice(OTHER_ROOT, "AAAA"))
            .by(daemon, "a slice", "cannot create resource \"routeslices\""),
        Attempt.create(table("mine", 1, false))
            .by(daemon, "a RouteTable", "cannot create resource \"routetables\""),
        to("label node a x=y").by(daemon, "its Node", "cannot get resource \"nodes\""),
        to("create configmap waymark-uninstall -n waymark-system")
            .by(daemon, "the end of everything", "cannot create resource \"configmaps\""),
        tokenOf("waymark-operator").by(daemon, "a token of the operator's", "cannot create"));
  }
}
