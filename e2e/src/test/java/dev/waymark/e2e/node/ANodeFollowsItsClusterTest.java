package dev.waymark.e2e.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.e2e.controlplane.NeedsControlPlane;
import dev.waymark.e2e.lab.Lab;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.libbpf.testing.NeedsBpf;
import org.junit.jupiter.api.Test;

/** Slices and a NodeRouting on a real API server become packets, and the node says so there. */
@NeedsBpf
@NeedsControlPlane
class ANodeFollowsItsClusterTest {
  private static final String BY_A = "- {to: 198.51.100.0/24, via: [{gateway: 10.0.1.1}]}";
  private static final String BY_B = "- {to: 198.51.100.0/24, via: [{gateway: 10.0.2.1}]}";

  @Test
  void whatItsNodeRoutingNamesIsWherePacketsGo() {
    try (var node = ClusteredNode.serving("follow", Settings.KERNEL, BY_A)) {
      assertThat(node.reaches(Lab.SERVER, Lab.PROVIDER_A)).isTrue();

      String root = node.publish(ClusteredNode.mainTable(BY_B));
      JsonNode status = node.awaitHeld(root);

      assertThat(node.reaches(Lab.SERVER, Lab.PROVIDER_B)).isTrue();
      assertThat(status.path("phase").asText()).isEqualTo("Stable");
      assertThat(status.path("generation").asLong()).isPositive();
      assertThat(status.path("formats").toString()).isEqualTo("[1]");
      assertThat(status.path("bootID").asText()).hasSize(36);
      assertThat(status.at("/capacity/routes").asLong()).isPositive();
      assertThat(status.at("/attachments/0/interface").asText()).isEqualTo("lan0");
      assertThat(status.at("/attachments/0/actual").asText()).isEqualTo("Attached");
      assertThat(status.path("failures")).isEmpty();
      assertThat(node.daemon().report().condition("RouteTable", "main", "Ready")).contains("True");
    }
  }
}
