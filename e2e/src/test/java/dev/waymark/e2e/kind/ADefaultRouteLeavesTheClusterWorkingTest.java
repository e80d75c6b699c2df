package dev.waymark.e2e.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.e2e.kind.SharedNode.Installed;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A declared 0.0.0.0/0 takes what nobody else claims, and nothing of the cluster's own. */
@SharedNode
final class ADefaultRouteLeavesTheClusterWorkingTest {
  private static Installed installed;
  private static OutsideHost provider;
  private static Pods pods;

  @BeforeAll
  static void declareADefaultRoute(Installed node) {
    installed = node;
    provider = OutsideHost.start(node.cluster(), "provider");
    pods = Pods.start(node.cluster());
    node.waymark().ready(Tables.everything(provider));
  }

  @AfterAll
  static void takeItBack() {
    installed.waymark().delete("routetables");
    pods.close();
    provider.close();
  }

  @Test
  void itTakesPodsOutMasqueraded() {
    assertThat(pods.fetch(OutsideHost.FAR).out()).isEqualTo("provider\n");

    // An engine's bridge may translate once more: what the node itself did is in its own table.
    assertThat(installed.node().run("conntrack", "-L", "-d", OutsideHost.FAR).out())
        .as("answers come to the node's address")
        .contains("src=" + OutsideHost.FAR + " dst=" + installed.node().address());
  }

  @Test
  void namesAreResolved() {
    assertThat(pods.client("nslookup", "web.default.svc.cluster.local").text())
        .contains("Name:", "web.default.svc.cluster.local");
  }

  @Test
  void aServiceIsReachedByItsName() {
    assertThat(pods.fetch("web").out()).isEqualTo("web\n");
  }

  @Test
  void aServiceIsReachedFromOutsideByTheNodesPort() {
    String service = "http://" + installed.node().address() + ":30080";
    assertThat(provider.run("curl", "--silent", "--max-time", "3", service).out())
        .isEqualTo("web\n");
  }

  @Test
  void theApiServerIsReachedFromAPod() {
    assertThat(pods.client("curl", "-sk", "--max-time", "3", "https://kubernetes/livez").out())
        .isEqualTo("ok");
  }
}
