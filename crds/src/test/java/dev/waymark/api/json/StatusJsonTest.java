package dev.waymark.api.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.v1alpha1.Condition;
import dev.waymark.api.v1alpha1.ConditionStatus;
import dev.waymark.api.v1alpha1.ConditionType;
import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.api.v1alpha1.ResourceStatus;
import dev.waymark.api.v1alpha1.RouteTable;
import dev.waymark.api.v1alpha1.Summary;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusJsonTest {
  private static final ResourceStatus STATUS =
      new ResourceStatus(
          3L,
          List.of(
              Condition.of(
                  ConditionType.Ready,
                  ConditionStatus.True,
                  3L,
                  Instant.parse("2026-11-23T00:00:00Z"),
                  Reason.AsDeclared,
                  "2 of 2 nodes agree")),
          new Summary(2, 2, 0, 0, 7, null, null, "2/2"),
          List.of(),
          List.of());

  @Test
  void aStatusIsPrintedAsKubernetesHasIt() {
    assertThat(Json.pretty(STATUS))
        .isEqualTo(
            """
            {
              "observedGeneration" : 3,
              "conditions" : [ {
                "type" : "Ready",
                "status" : "True",
                "observedGeneration" : 3,
                "lastTransitionTime" : "2026-11-23T00:00:00Z",
                "reason" : "AsDeclared",
                "message" : "2 of 2 nodes agree"
              } ],
              "summary" : {
                "nodesSelected" : 2,
                "nodesReady" : 2,
                "nodesFailed" : 0,
                "nodesUnreachable" : 0,
                "routes" : 7,
                "nodes" : "2/2"
              }
            }
            """);
  }

  @Test
  void anApiClientWritesAndReadsTheSameStatus() throws Exception {
    RouteTable table = new RouteTable();
    table.setStatus(STATUS);
    String json = new KubernetesSerialization().asJson(table);
    assertThat(Json.mapper().readTree(json).path("status").toString())
        .isEqualTo(Json.mapper().writeValueAsString(STATUS));
    assertThat(new KubernetesSerialization().unmarshal(json, RouteTable.class).getStatus())
        .isEqualTo(STATUS);
  }

  @Test
  void fieldsOfANewerVersionDoNotStopAReader() throws Exception {
    String json = "{\"observedGeneration\": 3, \"colour\": \"red\"}";
    assertThat(
            new KubernetesSerialization()
                .unmarshal(json, ResourceStatus.class)
                .observedGeneration())
        .isEqualTo(3L);
  }
}
