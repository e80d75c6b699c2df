package dev.waymark.e2e.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.waymark.e2e.controlplane.ControlPlane;
import dev.waymark.e2e.controlplane.Kubectl;
import dev.waymark.e2e.controlplane.SharedControlPlane;
import dev.waymark.e2e.lab.Output;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a user sees of resources and nodes, line by line. */
@SharedControlPlane
class WhatKubectlShowsTest {
  private static final String SPEC = "{tableId: 254, nodeSelector: {}}";

  private final Kubectl admin;

  WhatKubectlShowsTest(ControlPlane plane) {
    this.admin = plane.admin();
  }

  @Test
  void aTableOfResourcesSaysHowEachStandsAndWhy() throws IOException {
    for (String each : List.of("new", "ready", "away", "rolled-back", "no-node")) {
      store(DeclaredStatuses.all(), each, SPEC);
    }

    assertThat(table("get", "rtbl", "new", "ready", "away", "rolled-back", "no-node", "-o", "wide"))
        .containsExactly(
            "NAME READY NODES TABLE ROUTES REASON AGE PROGRAMMED FAILED",
            "new 254 AGE",
            "ready True 2/2 254 3 AsDeclared AGE True 0",
            "away True 1/2 254 3 ReadyExceptUnreachable AGE True 0",
            "rolled-back False 0/2 254 3 NodesFailed AGE False 1",
            "no-node False 0/0 254 3 NoMatchingNode AGE False 0");
  }

  @Test
  void aTableOfNodesSaysWhatEachIsDoingAndWhyItDoesNot() throws IOException {
    for (String each : List.of("proven", "rolled-back", "probation")) {
      store(NodeStatuses.all(), each, null);
    }

    assertThat(table("get", "nrt", "proven", "probation", "rolled-back"))
        .containsExactly(
            "NAME PHASE GENERATION REASON AGE",
            "proven Stable 7 AsDeclared AGE",
            "probation Probation 7 Progressing AGE",
            "rolled-back RolledBack 7 ProbeFailed AGE");
  }

  @Test
  void oneWordAsksForEverything() throws IOException {
    store(DeclaredStatuses.all(), "ready", SPEC);
    store(NodeStatuses.all(), "proven", null);

    assertThat(admin.run("get", "waymark", "-A", "-o", "name").orFail().lines())
        .contains("routetable.waymark.dev/ready", "noderouting.node.waymark.dev/proven");
  }

  @Test
  void whoWaitsForReadyIsNotTakenInByTheStatusOfAnOlderGeneration() throws IOException {
    store(DeclaredStatuses.all(), "ready", SPEC);
    assertThat(waits("ready").succeeded()).isTrue();

    store(DeclaredStatuses.all(), "outdated", SPEC);
    admin.run("label", "rtbl", "outdated", "x=y").orFail();
    for (int id = 1; id <= 5; id++) {
      String patch = "{\"spec\":{\"tableId\":%d}}".formatted(id);
      admin.run("patch", "rtbl", "outdated", "--type=merge", "-p", patch).orFail();
    }

    assertThat(waits("outdated").err()).contains("timed out waiting for the condition");
  }

  @Test
  void theSchemaExplainsItself() {
    assertThat(admin.run("explain", "rtbl.spec.routes.via.weight").orFail().out())
        .contains("FIELD: weight <integer>", "against the other next hops of this route");
  }

  private Output waits(String name) {
    return admin.run("wait", "--for=condition=Ready", "rtbl", name, "--timeout=1s");
  }

  private List<String> table(String... words) {
    return admin.run(words).orFail().lines().stream()
        .map(line -> line.strip().replaceAll("\\s+", " "))
        .map(line -> line.replaceAll("\\b\\d+(s|m|m\\d+s)\\b", "AGE"))
        .toList();
  }

  /** Stores an object, and then what is said of it. */
  private void store(Map<String, ObjectNode> all, String name, @Nullable String spec)
      throws IOException {
    ObjectNode object = Objects.requireNonNull(all.get(name));
    JsonNode status = object.remove("status");
    ((ObjectNode) object.get("metadata")).removeAll().put("name", name);
    if (spec != null) {
      object.set("spec", new YAMLMapper().readTree(spec));
    }
    admin.apply(object.toString(), "--force-conflicts").orFail();
    if (status != null) {
      object.remove("spec");
      object.set("status", status);
      admin.apply(object.toString(), "--subresource=status", "--force-conflicts").orFail();
    }
  }
}
