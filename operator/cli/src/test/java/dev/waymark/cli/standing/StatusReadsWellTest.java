package dev.waymark.cli.standing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.node.v1alpha1.NodePhase;
import dev.waymark.api.node.v1alpha1.OwnerFailure;
import dev.waymark.api.node.v1alpha1.RejectedRoot;
import dev.waymark.api.v1alpha1.Condition;
import dev.waymark.api.v1alpha1.ConditionStatus;
import dev.waymark.api.v1alpha1.ConditionType;
import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.api.v1alpha1.ResourceStatus;
import dev.waymark.api.v1alpha1.RouteTable;
import dev.waymark.api.v1alpha1.Summary;
import dev.waymark.cli.fixture.Readme;
import dev.waymark.cli.fixture.Routings;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusReadsWellTest {

  private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");
  private static final String OLD = "fu4pre32chd2m4dzqkglhgvw72tke4luz5vxou7ow3exyalrdd5a";
  private static final String NEW = "hhbwij4ed2pb6yr252i2rm5xw5i7y64rwkbayts4fot552z27yfq";

  private static RouteTable edge(long generation, Condition... conditions) {
    RouteTable table = new RouteTable();
    table.setMetadata(new ObjectMetaBuilder().withName("edge").withGeneration(generation).build());
    table.setStatus(
        new ResourceStatus(
            generation,
            List.of(conditions),
            new Summary(4, 1, 1, 1, 2, null, null, "1/4"),
            List.of(),
            List.of()));
    return table;
  }

  private static Condition condition(
      ConditionType type, boolean holds, long generation, Reason reason, String message) {
    return Condition.of(
        type,
        holds ? ConditionStatus.True : ConditionStatus.False,
        generation,
        THEN,
        reason,
        message);
  }

  private static ClusterStanding halfway() {
    return ClusterStanding.of(
        List.of(
            Routings.node("n1", true, "2026-01-01T00:00:00Z"),
            Routings.node("n2", true, "2026-01-01T00:00:00Z"),
            Routings.node("n3", false, "2026-01-01T08:15:00Z"),
            Routings.node("n4", true, "2026-01-01T00:00:00Z"),
            Routings.node("n5", true, "2026-01-01T00:00:00Z")),
        List.of(
            Routings.settled("n1", 5, NEW),
            Routings.said(
                Routings.wanted("n2", NEW),
                NodePhase.RolledBack,
                4,
                OLD,
                OLD,
                List.of(
                    new RejectedRoot(
                        NEW,
                        "RouteTable edge",
                        "ProbeFailed",
                        "probe uplink: no echo from 192.0.2.1")),
                List.of(
                    new OwnerFailure(
                        "RouteTable edge", "GatewayUnreachable", "10.0.7.1 is on no subnet"))),
            Routings.settled("n3", 4, OLD),
            Routings.wanted("n4", OLD)),
        List.of(
            ResourceLine.of(
                edge(
                    7,
                    condition(
                        ConditionType.Ready, false, 7, Reason.NodesFailed, "1 of 4 nodes failed"),
                    condition(
                        ConditionType.RolledBack, true, 7, Reason.ProbeFailed, "n2: no echo")))));
  }

  @Test
  void eachNodeWithWhatItHoldsAndWhyNotWhatItShall() {
    assertThat(StandingText.of(halfway(), false))
        .isEqualTo(Readme.sample("kubectl waymark status"));
    assertThat(halfway().isReady()).isFalse();
  }

  @Test
  void wideShowsTheStoreAndTheInterfacesToo() {
    assertThat(StandingText.of(halfway(), true).lines().limit(2))
        .containsExactly(
            "NODE   PHASE        GENERATION   ROOT           WANTED         ROUTES   RULES   STORE"
                + "     INTERFACES   REMARK",
            "n1     Stable       5            hhbwij4ed2pb   hhbwij4ed2pb   44       1      "
                + " 0.3/2Mi   lan0");
  }

  @Test
  void whatWasSaidOfAnOlderGenerationIsNoAnswer() {
    ResourceLine line =
        ResourceLine.of(
            edge(8, condition(ConditionType.Ready, true, 7, Reason.AsDeclared, "4/4 nodes")));
    assertThat(line.isReady()).isFalse();
    assertThat(line.ready()).isEmpty();
  }

  @Test
  void aClusterWithoutAnythingIsReady() {
    ClusterStanding empty = ClusterStanding.of(List.of(), List.of(), List.of());
    assertThat(StandingText.of(empty, false)).isEqualTo("No nodes.\n\nNo resources.\n");
    assertThat(empty.isReady()).isTrue();
  }
}
