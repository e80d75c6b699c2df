package dev.waymark.e2e.controlplane;

import static dev.waymark.e2e.controlplane.Attempt.OTHER_ROOT;
import static dev.waymark.e2e.controlplane.Attempt.apply;
import static dev.waymark.e2e.controlplane.Attempt.nodeRouting;
import static dev.waymark.e2e.controlplane.Attempt.slice;
import static dev.waymark.e2e.controlplane.Attempt.table;
import static dev.waymark.e2e.controlplane.Attempt.tableStatus;
import static dev.waymark.e2e.controlplane.Attempt.to;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** People declare; what nodes hold comes from that alone, and protected prefixes need a right. */
@SharedControlPlane(installed = true)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhatPeopleMayDoTest {
  private static final String ALONE =
      "is written by the Waymark operator alone; change RouteTables and RoutingPolicies instead";
  private static final String NEEDS_FORCE =
      "has routes with force: true, which need the verb \"force\" on routetables";
  private static final String FORCER_OF_ONE =
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: forcer-of-one}
      rules:
      - {apiGroups: [waymark.dev], resources: [routetables], resourceNames: [one], verbs: [force]}
      """;

  private final Actors actors;

  WhatPeopleMayDoTest(ControlPlane plane) {
    this.actors = new Actors(plane);
  }

  @TestFactory
  Stream<DynamicTest> notEvenAnAdministratorWritesWhatTheOperatorPublishes() {
    Kubectl administrator = actors.administrator();
    return Stream.of(
        apply(nodeRouting("a", OTHER_ROOT)).by(administrator, "what a node shall hold", ALONE),
        Attempt.create(nodeRouting("c", OTHER_ROOT)).by(administrator, "a new node's", ALONE),
        Attempt.create(slice(OTHER_ROOT, "AAAA")).by(administrator, "a slice", ALONE),
        to("label nrt a x=y").by(administrator, "a label"),
        to("delete nrt a").by(administrator, "a NodeRouting away: its node keeps what it has"));
  }

  @TestFactory
  Stream<DynamicTest> aViewerReads() {
    Kubectl viewer = actors.person("viewer", "waymark-viewer");
    return Stream.of(
        to("get waymark -A").by(viewer, "everything"),
        apply(table("plain", 8, false)).by(viewer, "a table", "cannot patch"),
        to("delete rtbl plain").by(viewer, "no table", "cannot delete"));
  }

  @TestFactory
  Stream<DynamicTest> anEditorDeclares() {
    Kubectl editor = actors.person("editor", "waymark-editor");
    return Stream.of(
        Attempt.create(table("new", 1, false)).by(editor, "a table"),
        apply(table("plain", 8, false)).by(editor, "another table id"),
        to("delete rtbl plain").by(editor, "no table"),
        tableStatus("plain").by(editor, "a status", "cannot patch"),
        apply(nodeRouting("a", OTHER_ROOT)).by(editor, "what a node shall hold", "cannot patch"));
  }

  @TestFactory
  Stream<DynamicTest> forceNeedsARightOfItsOwn() {
    Kubectl editor = actors.person("editor", "waymark-editor");
    Kubectl forcer = actors.person("forcer", "waymark-editor", "waymark-forcer");
    actors.administrator().apply(FORCER_OF_ONE).orFail();
    Kubectl forcerOfOne = actors.person("forcer-of-one", "waymark-editor", "forcer-of-one");
    return Stream.of(
        Attempt.create(table("new", 1, true)).by(editor, "a new table with force", NEEDS_FORCE),
        apply(table("plain", 7, true)).by(editor, "force in an old table", NEEDS_FORCE),
        apply(table("forced", 9, true)).by(editor, "moved: what another forced", NEEDS_FORCE),
        apply(table("forced", 7, true)).by(editor, "applied again, unchanged"),
        apply(table("forced", 7, false)).by(editor, "without force"),
        to("delete rtbl forced").by(editor, "deleted"),
        Attempt.create(table("new", 1, true)).by(forcer, "with the right"),
        apply(table("forced", 9, true)).by(forcer, "moved, with the right"),
        Attempt.create(table("one", 1, true)).by(forcerOfOne, "with the right to this table"),
        Attempt.create(table("two", 1, true)).by(forcerOfOne, "to another table", NEEDS_FORCE));
  }
}
