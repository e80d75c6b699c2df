package dev.waymark.e2e.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.api.v1alpha1.RouteTable;
import dev.waymark.e2e.controlplane.NeedsControlPlane;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What a user reads: Ready when every node proved it, and precisely why when not. */
@NeedsControlPlane
class StatusTellsTheTruthTest {

  @Test
  void readyIsProvenAndAFailureNamesNodeAndProbe() {
    try (var cluster = PretendCluster.start()) {
      List<PretendNode> nodes =
          List.of("n1", "n2").stream()
              .map(name -> cluster.node(name, Map.of()).dislikes("bad"))
              .toList();
      cluster.operator();
      cluster.table("edge", "198.51.100.0/24");
      cluster.table("bad", "0.0.0.0/0");
      cluster.tableOn("{matchLabels: {site: nowhere}}", "unused", "203.0.113.0/24");

      cluster
          .plane()
          .admin()
          .run("wait", "--for=condition=Ready", "rtbl/edge", "--timeout=25s")
          .orFail();
      assertThat(nodes).allSatisfy(node -> assertThat(node.owners()).contains("RouteTable edge"));
      PretendCluster.eventually(
          "the failure is told",
          () -> cluster.condition("bad", "RolledBack").equals("RolledBack=True/ProbeFailed"));
      assertThat(cluster.condition("bad", "Ready")).isEqualTo("Ready=False/NodesFailed");
      PretendCluster.eventually(
          "nobody is selected",
          () -> cluster.condition("unused", "Ready").equals("Ready=False/NoMatchingNode"));
      String described = cluster.plane().admin().run("describe", "rtbl", "bad").orFail().out();
      assertThat(described).contains("n1: probe web: no answer from 192.0.2.1");

      PretendCluster.eventually(
          "one event tells that it became ready", () -> events(cluster, "edge").size() == 1);
      assertThat(events(cluster, "edge").getFirst().at("/reason").asText()).isEqualTo("AsDeclared");
      assertThat(events(cluster, "bad"))
          .extracting(event -> event.at("/reason").asText())
          .contains("ProbeFailed");
      RouteTable table = cluster.client().resources(RouteTable.class).withName("edge").get();
      assertThat(table.getMetadata().getManagedFields())
          .filteredOn(entry -> "status".equals(entry.getSubresource()))
          .extracting(entry -> entry.getManager() + " " + entry.getOperation())
          .containsExactly("waymark-operator Apply");
    }
  }

  private static List<JsonNode> events(PretendCluster cluster, String table) {
    JsonNode all = cluster.plane().admin().get("events.v1.events.k8s.io", "-n", "default");
    return StreamSupport.stream(all.at("/items").spliterator(), false)
        .filter(event -> event.at("/regarding/name").asText().equals(table))
        .toList();
  }
}
