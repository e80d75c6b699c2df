package dev.waymark.e2e.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.api.json.Json;
import dev.waymark.api.node.v1alpha1.NodeRoutingStatus;
import dev.waymark.api.schema.Schema;
import dev.waymark.api.v1alpha1.ConditionType;
import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.api.v1alpha1.ResourceStatus;
import dev.waymark.compiler.status.StatusOf;
import dev.waymark.e2e.lab.Output;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Every status that our programs can write is one that the API server takes. */
@SharedControlPlane
class StatusSchemaTest {
  private static final String TABLE =
      "{apiVersion: waymark.dev/v1alpha1, kind: RouteTable, metadata: {name: statuses},"
          + " spec: {tableId: 9, nodeSelector: {}}}";
  private static final String NODE =
      "{apiVersion: node.waymark.dev/v1alpha1, kind: NodeRouting, metadata: {name: statuses},"
          + " spec: {root: "
          + "a".repeat(52)
          + ", format: 1, epoch: 1, confirmWithin: 10s}}";

  private final Kubectl admin;

  StatusSchemaTest(ControlPlane plane) {
    this.admin = plane.admin();
  }

  @Test
  void theLargestStatusOfAResourceIsTaken() {
    admin.apply(TABLE).orFail();
    JsonNode largest = Largest.of(Schema.of(ResourceStatus.class), 0);
    write("RouteTable", largest).orFail();
    assertThat(admin.get("rtbl", "statuses").at("/status/failures")).hasSize(10);
  }

  @Test
  void theLargestStatusOfANodeIsTaken() {
    admin.apply(NODE).orFail();
    JsonNode largest = Largest.of(Schema.of(NodeRoutingStatus.class), 0);
    write("NodeRouting", largest).orFail();
    assertThat(admin.get("nrt", "statuses").at("/status/attachments")).hasSize(64);
  }

  @Test
  void oneMoreThanTheSchemaAllowsIsRefused() {
    admin.apply(NODE).orFail();
    ObjectNode status = (ObjectNode) Largest.of(Schema.of(NodeRoutingStatus.class), 0);
    ArrayNode failures = (ArrayNode) status.get("failures");
    failures.add(failures.get(0));
    assertThat(write("NodeRouting", status).err())
        .contains("status.failures: Too many: 17: must have at most 16 items");
  }

  @Test
  void allConditionsFitAtOnceAndSoDoTheLongestReasonAndType() {
    Schema.ListSchema conditions =
        (Schema.ListSchema)
            Schema.of(ResourceStatus.class).field("conditions").orElseThrow().schema();
    assertThat(ConditionType.values()).hasSizeLessThanOrEqualTo(conditions.max());
    assertThat(Reason.values()).allSatisfy(reason -> assertThat(reason.name()).hasSizeLessThan(64));
  }

  @Test
  void aWriteOfTheResourceDoesNotTouchItsStatus() {
    admin.apply(TABLE.replace("statuses", "kept")).orFail();
    ResourceStatus status = StatusOf.unknown(1L, null, Instant.parse("2026-01-01T00:00:00Z"));
    write("RouteTable", Json.mapper().valueToTree(status), "kept").orFail();

    String both = TABLE.replace("statuses", "kept").replace("spec:", "status: {}, spec:");
    admin.apply(both.replace("tableId: 9", "tableId: 10")).orFail();

    JsonNode kept = admin.get("rtbl", "kept");
    assertThat(kept.at("/status/conditions")).hasSize(4);
    assertThat(kept.at("/metadata/generation").asInt()).isEqualTo(2);
    assertThat(kept.at("/status/observedGeneration").asInt()).isEqualTo(1);
  }

  private Output write(String kind, JsonNode status) {
    return write(kind, status, "statuses");
  }

  private Output write(String kind, JsonNode status, String name) {
    ObjectNode document = Json.mapper().createObjectNode();
    document
        .put("apiVersion", (kind.equals("NodeRouting") ? "node." : "") + "waymark.dev/v1alpha1")
        .put("kind", kind)
        .putObject("metadata")
        .put("name", name);
    document.set("status", status);
    return admin.apply(document.toString(), "--subresource=status", "--force-conflicts");
  }
}
