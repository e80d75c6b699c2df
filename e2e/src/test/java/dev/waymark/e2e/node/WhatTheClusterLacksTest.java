package dev.waymark.e2e.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.compiler.slice.Slice;
import dev.waymark.compiler.slice.SliceTree;
import dev.waymark.e2e.controlplane.NeedsControlPlane;
import dev.waymark.e2e.controlplane.TokenUser;
import dev.waymark.e2e.lab.Lab;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.libbpf.testing.NeedsBpf;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is not there, or may not be read, changes nothing: it is said, and heals when it comes. */
@NeedsBpf
@NeedsControlPlane
class WhatTheClusterLacksTest {
  private static final String BY_A = "- {to: 198.51.100.0/24, via: [{gateway: 10.0.1.1}]}";
  private static final String BY_B = "- {to: 198.51.100.0/24, via: [{gateway: 10.0.2.1}]}";

  @Test
  void aSliceThatIsMissingIsWaitedFor() {
    try (var node = ClusteredNode.serving("slice", Settings.KERNEL, BY_A)) {
      SliceTree tree = ClusteredNode.compile(ClusteredNode.mainTable(BY_B));
      List<Slice> slices = List.copyOf(tree.slices());
      node.write(slices.subList(1, slices.size()));
      String root = node.point(tree.root().toString());

      JsonNode waiting =
          node.await("it is said", status -> root.equals(status.path("desiredRoot").asText()));
      JsonNode converged = ClusteredNode.condition(waiting, "Converged");
      assertThat(converged.path("status").asText()).isEqualTo("False");
      assertThat(converged.path("reason").asText()).isEqualTo("SliceMissing");
      assertThat(converged.path("message").asText()).contains(slices.getFirst().name().toString());
      assertThat(waiting.path("stableRoot").asText()).isNotEqualTo(root);
      assertThat(node.reaches(Lab.SERVER, Lab.PROVIDER_A)).isTrue();

      node.write(slices.subList(0, 1));
      node.awaitHeld(root);
      assertThat(node.reaches(Lab.SERVER, Lab.PROVIDER_B)).isTrue();
    }
  }

  @Test
  void neitherItsNodeRoutingNorTheVeryKindHasToBeThere() {
    try (var node = ClusteredNode.serving("gone", Settings.KERNEL, BY_A)) {
      node.plane().admin().run("delete", "noderouting", ClusteredNode.NODE).orFail();
      node.daemon()
          .await(
              "it is said to be gone",
              s -> s.sourceMessage().startsWith("there is no NodeRouting r1"));
      assertThat(node.reaches(Lab.SERVER, Lab.PROVIDER_A)).isTrue();

      node.plane()
          .admin()
          .run(
              "delete",
              "crd",
              "noderoutings.node.waymark.dev",
              "routeslices.node.waymark.dev",
              "--wait=false")
          .orFail();
      node.daemon().lookNow();
      node.daemon().await("the kind is gone", s -> s.sourceState().equals("Unreachable"));
      assertThat(node.reaches(Lab.SERVER, Lab.PROVIDER_A)).isTrue();

      node.plane().applyDefinitions();
      node.awaitHeld(node.publish(ClusteredNode.mainTable(BY_B)));
      assertThat(node.reaches(Lab.SERVER, Lab.PROVIDER_B)).isTrue();
    }
  }

  @Test
  void whoMayNotReadIsToldWhatToGrant() {
    try (var node = ClusteredNode.create("rights", Settings.KERNEL, TokenUser.of("nobody"))) {
      String root = node.publish(ClusteredNode.mainTable(BY_A));
      node.daemon().start();
      String said =
          node.daemon()
              .await("it is refused", s -> s.sourceState().equals("Unreachable"))
              .sourceMessage();
      assertThat(said)
          .contains("refuses NodeRouting r1", "\"nobody\" cannot get", "manifests/rbac");

      node.plane()
          .admin()
          .run(
              "create", "clusterrolebinding", "all", "--clusterrole=cluster-admin", "--user=nobody")
          .orFail();
      node.awaitHeld(root);
    }
  }
}
