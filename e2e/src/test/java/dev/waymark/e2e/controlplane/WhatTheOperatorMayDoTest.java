package dev.waymark.e2e.controlplane;

import static dev.waymark.e2e.controlplane.Attempt.OTHER_ROOT;
import static dev.waymark.e2e.controlplane.Attempt.ROOT;
import static dev.waymark.e2e.controlplane.Attempt.apply;
import static dev.waymark.e2e.controlplane.Attempt.nodeRouting;
import static dev.waymark.e2e.controlplane.Attempt.nodeStatus;
import static dev.waymark.e2e.controlplane.Attempt.slice;
import static dev.waymark.e2e.controlplane.Attempt.table;
import static dev.waymark.e2e.controlplane.Attempt.tableStatus;
import static dev.waymark.e2e.controlplane.Attempt.to;
import static dev.waymark.e2e.controlplane.Attempt.tokenOf;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** The operator publishes, and says what became of the users' resources; it changes none. */
@SharedControlPlane(installed = true)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhatTheOperatorMayDoTest {
  /** As the operator adds it: metadata alone, owned by its field manager. */
  private static final String FINALIZER =
      """
      apiVersion: waymark.dev/v1alpha1
      kind: RouteTable
      metadata: {name: %s, finalizers: [waymark.dev/effects]}
      """;

  private static final String AS_ITSELF = "--field-manager=waymark-operator";

  private static final String LEASE =
      """
      apiVersion: coordination.k8s.io/v1
      kind: Lease
      metadata: {namespace: %s, name: waymark-operator}
      """;

  private static final String EVENT =
      """
      apiVersion: events.k8s.io/v1
      kind: Event
      metadata: {namespace: default, name: edge.1}
      eventTime: "2026-01-01T00:00:00.000000Z"
      type: Normal
      reason: Ready
      action: Judge
      note: 1/1 nodes proved it
      reportingController: waymark-operator
      reportingInstance: waymark-operator-0
      regarding: {apiVersion: waymark.dev/v1alpha1, kind: RouteTable, name: plain}
      """;

  private final Kubectl operator;

  WhatTheOperatorMayDoTest(ControlPlane plane) {
    this.operator = new Actors(plane).operator();
  }

  @TestFactory
  Stream<DynamicTest> itPublishesAndNothingPublishedChangesItsContent() {
    return Stream.of(
        apply(nodeRouting("b", OTHER_ROOT)).by(operator, "what a node shall hold"),
        Attempt.create(nodeRouting("c", ROOT)).by(operator, "a new node's"),
        to("delete nrt b").by(operator, "a node that is gone"),
        Attempt.create(slice(OTHER_ROOT, "AAAA")).by(operator, "a slice"),
        to("delete routeslice " + ROOT).by(operator, "a slice that nobody needs"),
        apply(slice(ROOT, "AAAB"))
            .by(operator, "a slice's content", "is immutable; write a slice of another name"),
        nodeStatus("a").by(operator, "a node's status", "cannot patch resource \"noderoutings/st"));
  }

  @TestFactory
  Stream<DynamicTest> itSaysWhatBecameOfAResourceAndChangesNone() {
    return Stream.of(
        tableStatus("plain").by(operator, "a status"),
        apply(FINALIZER.formatted("plain"), AS_ITSELF).by(operator, "a finalizer"),
        apply(FINALIZER.formatted("forced"), AS_ITSELF)
            .by(operator, "a finalizer of one with forced routes"),
        Attempt.create(EVENT).by(operator, "an event"),
        Attempt.create(table("mine", 1, false))
            .by(operator, "a table", "cannot create resource \"routetables\""),
        apply(table("forced", 8, true))
            .by(operator, "a forced route", "need the verb \"force\" on routetables"),
        to("delete rtbl plain").by(operator, "no table", "cannot delete resource \"routetables\""));
  }

  @TestFactory
  Stream<DynamicTest> itReadsFactsAndNoSecrets() {
    return Stream.of(
        to("get waymark -A").by(operator, "the users' resources"),
        to("get nodes").by(operator, "nodes"),
        to("get configmaps -A").by(operator, "ConfigMaps"),
        to("get servicecidrs").by(operator, "Service ranges"),
        to("get endpointslices -n default").by(operator, "the API server's addresses"),
        to("get endpointslices -A").by(operator, "all endpoints", "cannot list"),
        to("get secrets -n waymark-system").by(operator, "Secrets", "cannot list"),
        to("get secret any -n waymark-system").by(operator, "a Secret", "cannot get"),
        to("get pods -A").by(operator, "pods", "cannot list resource \"pods\""),
        to("label node a x=y").by(operator, "a Node", "cannot patch resource \"nodes\""),
        to("create configmap x -n default").by(operator, "a ConfigMap", "cannot create"),
        tokenOf("waymark-node").by(operator, "a token of a daemon's", "cannot create"));
  }

  @TestFactory
  Stream<DynamicTest> itTakesItsOwnLeaseOnly() {
    return Stream.of(
        apply(LEASE.formatted("waymark-system")).by(operator, "its lease"),
        Attempt.create(LEASE.formatted("kube-system"))
            .by(operator, "one elsewhere", "cannot create"),
        to("get leases -A").by(operator, "all leases", "cannot list resource \"leases\""),
        to("get lease other -n waymark-system").by(operator, "another lease", "cannot get"));
  }
}
