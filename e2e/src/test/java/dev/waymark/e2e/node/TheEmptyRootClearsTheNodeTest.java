package dev.waymark.e2e.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.e2e.controlplane.NeedsControlPlane;
import dev.waymark.e2e.lab.Footprint;
import dev.waymark.e2e.lab.Lab;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.libbpf.testing.NeedsBpf;
import org.junit.jupiter.api.Test;

/** The explicit empty root leaves a host as it was found, and the daemon there to begin again. */
@NeedsBpf
@NeedsControlPlane
class TheEmptyRootClearsTheNodeTest {
  private static final String BY_A = "- {to: 198.51.100.0/24, via: [{gateway: 10.0.1.1}]}";

  @Test
  void theHostIsAsItWasFoundAndServesAgainWhenSomethingIsWanted() {
    try (var node = ClusteredNode.create("clear", Settings.KERNEL)) {
      Lab lab = node.lab();
      Footprint found = Footprint.of(lab.router(), lab.pins());
      node.daemon().start();
      String root = node.publish(ClusteredNode.mainTable(BY_A));
      node.awaitHeld(root);
      assertThat(Footprint.of(lab.router(), lab.pins()).beyond(found)).isNotEmpty();

      node.write(ClusteredNode.empty().slices());
      String empty = node.point(ClusteredNode.empty().root().toString());
      JsonNode clean = node.awaitHeld(empty);

      assertThat(clean.path("phase").asText()).isEqualTo("Clean");
      assertThat(clean.path("attachments")).isEmpty();
      Footprint left = Footprint.of(lab.router(), lab.pins());
      assertThat(left.beyond(found)).isEmpty();
      assertThat(found.beyond(left)).isEmpty();
      assertThat(node.reaches(Lab.SERVER, Lab.PROVIDER_A)).isFalse();

      node.daemon().kill();
      node.daemon().start();
      node.daemon().await("clean after a restart", s -> s.phase().equals("Clean"));
      assertThat(Footprint.of(lab.router(), lab.pins()).beyond(found)).isEmpty();

      node.point(root);
      node.awaitHeld(root);
      assertThat(node.reaches(Lab.SERVER, Lab.PROVIDER_A)).isTrue();
    }
  }
}
