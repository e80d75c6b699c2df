package dev.waymark.e2e.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.api.json.Json;
import dev.waymark.api.net.Prefix;
import dev.waymark.api.node.v1alpha1.NodePhase;
import dev.waymark.api.node.v1alpha1.RejectedRoot;
import dev.waymark.api.v1alpha1.RouteTable;
import dev.waymark.compiler.Compiler;
import dev.waymark.compiler.Facts;
import dev.waymark.compiler.Inputs;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.select.NodeFacts;
import dev.waymark.e2e.controlplane.ControlPlane;
import dev.waymark.e2e.controlplane.NeedsControlPlane;
import dev.waymark.e2e.lab.Output;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One control plane, asked for all that the plugin shows: no question changes anything. */
@NeedsControlPlane
class WhatThePluginShowsTest {

  private static String edge(String gateway) {
    return """
    apiVersion: waymark.dev/v1alpha1
    kind: RouteTable
    metadata: {name: edge}
    spec:
      tableId: 254
      nodeSelector: {}
      routes:
      - {to: 198.51.100.0/24, via: [{gateway: %s}]}
      - {to: 0.0.0.0/0, via: [{gateway: 10.0.9.2}]}
    """
        .formatted(gateway);
  }

  private static DesiredState state(String gateway) {
    RouteTable table = Serialization.unmarshal(edge(gateway), RouteTable.class);
    return Compiler.compile(
            new Inputs(List.of(table), List.of(), List.of(), List.of()),
            new Facts(
                List.of(new NodeFacts("n1", Map.of())), List.of(Prefix.parse("10.96.0.0/16"))))
        .state("n1");
  }

  @Test
  void aRolloutThatStoppedAtItsFirstNode(@TempDir Path bin) throws Exception {
    try (var plane = ControlPlane.start();
        var nodes = new PublishedNodes(plane.admin().kubeconfig())) {
      plane.applyDefinitions();
      for (String node : List.of("n1", "n2", "n3")) {
        plane.objects().node(node, Map.of());
      }
      plane.admin().apply(edge("10.0.2.2")).orFail();
      String fresh = nodes.publish("n1", state("10.0.2.2"));
      String old = nodes.publish("n2", state("10.0.1.2"));
      nodes.publish("n3", state("10.0.1.2"));
      nodes.says(
          "n1",
          NodePhase.RolledBack,
          old,
          old,
          new RejectedRoot(fresh, "RouteTable edge", "ProbeFailed", "probe uplink: no echo"));
      nodes.says("n2", NodePhase.Stable, old, old);
      InstalledPlugin plugin = InstalledPlugin.in(bin, plane.admin());

      overview(plugin.waymark("status"), old, fresh);
      story(plugin.directly("status", "edge"));
      JsonNode story =
          Json.mapper().readTree(plugin.directly("status", "edge", "-o", "json").out());
      assertThat(story.at("/0/nodes/0/standing").asText()).isEqualTo("Failed");
      assertThat(plugin.directly("status", "rpol/edge").err())
          .isEqualTo("kubectl waymark: there is no resource rpol/edge\n");

      routes(plugin);
      noDaemon(plugin.directly("explain", "n1", "--from", "10.0.0.1", "--to", "198.51.100.1"));
      assertThat(plugin.complete("route", "n").out()).startsWith("n1\nn2\nn3\n:4");
      assertThat(plugin.complete("status", "e").out()).startsWith("edge\n:4");
    }
  }

  private static void overview(Output status, String old, String fresh) {
    assertThat(status.exit()).isEqualTo(1);
    assertThat(status.out())
        .isEqualTo(
            """
            NODE   PHASE        GENERATION   ROOT           WANTED         REMARK
            n1     RolledBack   4            %2$s   %1$s   took %1$s back: RouteTable edge: \
            ProbeFailed: probe uplink: no echo
            n2     Stable       4            %2$s   %2$s
            n3     -            -            -              %2$s   its daemon has not said \
            anything yet; does waymark-node run there?

            RESOURCE          READY     NODES   REASON    MESSAGE
            RouteTable edge   Unknown           Pending   nobody has judged this generation yet
            """
                .formatted(fresh.substring(0, 12), old.substring(0, 12)));
  }

  private static void story(Output status) {
    assertThat(status.exit()).isEqualTo(1);
    assertThat(status.out())
        .isEqualTo(
            """
            RouteTable edge
              nobody has judged it yet; does the operator run?

            NODE   STANDING   PHASE        WHY
            n1     failed     RolledBack   RouteTable edge: ProbeFailed: probe uplink: no echo
            n2     held       Stable       n1 took it back, so nobody else gets it
            n3     held       -            n1 took it back, so nobody else gets it
            """);
  }

  private static void routes(InstalledPlugin plugin) {
    assertThat(plugin.directly("route", "n1").out())
        .isEqualTo(
            """
            table 254:
              0.0.0.0/0 via 10.0.9.2  # RouteTable edge
              198.51.100.0/24 via 10.0.1.2  # RouteTable edge
            """);
    assertThat(plugin.directly("route", "n1", "198.51.100.7", "--root", "wanted").out())
        .isEqualTo("table 254:\n  198.51.100.0/24 via 10.0.2.2  # RouteTable edge\n");
    Output shielded = plugin.directly("route", "n1", "10.96.0.1");
    assertThat(shielded.exit()).isEqualTo(1);
    assertThat(shielded.err())
        .isEqualTo("10.96.0.1 lies in 10.96.0.0/16, which is protected: the kernel's\n");
    assertThat(plugin.directly("route", "n3").err())
        .isEqualTo(
            "kubectl waymark: node n3 has not said yet what it holds; --root wanted shows what it"
                + " shall\n");
    assertThat(plugin.directly("route", "n9").exit()).isEqualTo(1);
    assertThat(plugin.directly("route", "n1", "10.0.0.0/33").exit()).isEqualTo(2);
  }

  private static void noDaemon(Output explain) {
    assertThat(explain.exit()).isEqualTo(3);
    assertThat(explain.err())
        .isEqualTo(
            "kubectl waymark: no waymark-node pod runs on node n1 in namespace waymark-system; run"
                + " waymark-node on the node itself\n");
  }
}
