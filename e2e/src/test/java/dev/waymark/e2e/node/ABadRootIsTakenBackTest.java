package dev.waymark.e2e.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.e2e.controlplane.NeedsControlPlane;
import dev.waymark.e2e.lab.Lab;
import dev.waymark.e2e.lab.node.Settings;
import dev.waymark.e2e.lab.traffic.Ping;
import dev.waymark.libbpf.testing.NeedsBpf;
import org.junit.jupiter.api.Test;

/** A root whose probe fails is taken back, and the cluster is told whose probe, and what it saw. */
@NeedsBpf
@NeedsControlPlane
class ABadRootIsTakenBackTest {
  private static final String BY_A = "- {to: 198.51.100.0/24, via: [{gateway: 10.0.1.1}]}";

  /** On provider B's wire, and nobody's. */
  private static final String BAD = "- {to: 198.51.100.0/24, via: [{gateway: 10.0.2.77}]}";

  private static final String PROBES =
      "probes: [{name: server, type: Icmp, target: 198.51.100.10, timeout: 1s}]";

  @Test
  void whoseProbeFailedIsToldAndTheSameRootIsNotTriedAgain() {
    try (var node = ClusteredNode.create("badroot", Settings.KERNEL)) {
      node.daemon().start();
      String good = node.publish(ClusteredNode.mainTable(BY_A, PROBES));
      node.awaitHeld(good);

      String bad = node.publish(ClusteredNode.mainTable(BAD, PROBES));
      node.await("it is on trial", status -> status.path("phase").asText().equals("Probation"));
      JsonNode refused = awaitRefused(node, bad);
      assertThat(refused.path("phase").asText()).isEqualTo("RolledBack");
      assertThat(refused.path("activeRoot").asText()).isEqualTo(good);
      assertThat(refused.path("stableRoot").asText()).isEqualTo(good);
      JsonNode rejected = refused.at("/rejectedRoots/0");
      assertThat(rejected.path("owner").asText()).isEqualTo("RouteTable main");
      assertThat(rejected.path("reason").asText()).isEqualTo("ProbeFailed");
      assertThat(rejected.path("message").asText())
          .contains("probe server of RouteTable main", "198.51.100.10");
      assertThat(ClusteredNode.condition(refused, "Converged").path("message").asText())
          .contains("probe server of RouteTable main");
      assertThat(node.reaches(Lab.SERVER, Lab.PROVIDER_A)).isTrue();

      node.point(good);
      node.awaitHeld(good);
      long generation = node.daemon().report().generation();
      node.point(bad);
      awaitRefused(node, bad);
      assertThat(node.daemon().report().generation()).isEqualTo(generation);

      node.lab().providerB().ip("address add 10.0.2.77/24 dev customer");
      // Nor does the kernel still remember that nobody had this address.
      assertThat(Ping.from(node.lab().router()).to("10.0.2.77").allAnswered()).isTrue();
      node.daemon().lookNow();
      JsonNode held = node.awaitHeld(bad);
      assertThat(held.path("rejectedRoots")).isEmpty();
    }
  }

  private static JsonNode awaitRefused(ClusteredNode node, String root) {
    return node.await(
        "it is taken back",
        status ->
            root.equals(status.path("desiredRoot").asText())
                && root.equals(status.at("/rejectedRoots/0/root").asText())
                && status.path("phase").asText().equals("RolledBack"));
  }
}
