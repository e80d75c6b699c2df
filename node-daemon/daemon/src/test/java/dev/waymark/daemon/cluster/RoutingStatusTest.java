package dev.waymark.daemon.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.node.v1alpha1.AttachmentState;
import dev.waymark.api.node.v1alpha1.NodePhase;
import dev.waymark.api.node.v1alpha1.NodeRoutingStatus;
import dev.waymark.api.node.v1alpha1.OwnerFailure;
import dev.waymark.api.node.v1alpha1.RejectedRoot;
import dev.waymark.api.v1alpha1.Condition;
import dev.waymark.api.v1alpha1.ConditionStatus;
import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.compiler.model.Owner;
import dev.waymark.daemon.report.NodeReport.SourceState;
import dev.waymark.daemon.report.NodeStanding;
import dev.waymark.daemon.resolve.Finding;
import dev.waymark.daemon.source.disk.RejectedRoots.Rejection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoutingStatusTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Owner EDGE = Owner.of("RouteTable", "edge");
  private static final Owner CORE = Owner.of("RouteTable", "core");
  private static final RoutingStatus MAPPING = new RoutingStatus("boot-1");

  private final Standings standing = new Standings();

  @Test
  void aNodeThatHoldsWhatItShallSaysSoAndHow() {
    NodeRoutingStatus status = MAPPING.of(standing.stable(), null, NOON);

    assertThat(status.desiredRoot()).isEqualTo(Standings.ROOT);
    assertThat(status.activeRoot()).isEqualTo(Standings.ROOT);
    assertThat(status.stableRoot()).isEqualTo(Standings.ROOT);
    assertThat(status.phase()).isEqualTo(NodePhase.Stable);
    assertThat(status.generation()).isEqualTo(7);
    assertThat(status.bootId()).isEqualTo("boot-1");
    assertThat(status.formats()).containsExactly(1);
    assertThat(status.attachments()).extracting("actual").containsExactly(AttachmentState.Attached);
    assertThat(status.conditions())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.type()).isEqualTo("Converged");
          assertThat(one.status()).isEqualTo(ConditionStatus.True);
          assertThat(one.reason()).isEqualTo("AsDeclared");
        });
  }

  @Test
  void whatIsRejectedIsNamedWithItsOwnerByTheRootThatWasAskedFor() {
    NodeStanding rolledBack =
        standing.rolledBack(
            new Rejection(
                Standings.digest("a part"),
                Standings.OTHER,
                Reason.ProbeFailed,
                EDGE,
                "x".repeat(300)));

    NodeRoutingStatus status = MAPPING.of(rolledBack, null, NOON);

    RejectedRoot rejected = status.rejectedRoots().getFirst();
    assertThat(rejected.root()).isEqualTo(Standings.OTHER);
    assertThat(rejected.owner()).isEqualTo("RouteTable edge");
    assertThat(rejected.reason()).isEqualTo("ProbeFailed");
    assertThat(rejected.message()).hasSize(256).endsWith("…");
    assertThat(converged(status).status()).isEqualTo(ConditionStatus.False);
    assertThat(converged(status).reason()).isEqualTo("ProbeFailed");
  }

  @Test
  void theNewestFourRejectionsStandTheNewestLast() {
    List<Rejection> many = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      many.add(new Rejection(Standings.digest("root " + i), null, Reason.NotConfirmed, "late"));
    }
    many.add(new Rejection(Standings.digest("root 2"), null, Reason.NotConfirmed, "again"));

    NodeRoutingStatus status =
        MAPPING.of(standing.rolledBack(many.toArray(Rejection[]::new)), null, NOON);

    assertThat(status.rejectedRoots())
        .extracting(RejectedRoot::root)
        .containsExactly(
            Standings.digest("root 1").toString(),
            Standings.digest("root 3").toString(),
            Standings.digest("root 4").toString(),
            Standings.digest("root 2").toString());
  }

  @Test
  void failuresAreOneForEachResourceAndReasonWhatDoesNotFitFirst() {
    NodeStanding degraded =
        standing.withFailures(
            new Finding(CORE, Reason.InterfaceDown, "wan0 is down"),
            new Finding(CORE, Reason.InterfaceDown, "wan1 is down"),
            new Finding(EDGE, Reason.StoreFull, "table 100 does not fit"));

    assertThat(MAPPING.of(degraded, null, NOON).failures())
        .containsExactly(
            new OwnerFailure("RouteTable edge", "StoreFull", "table 100 does not fit"),
            new OwnerFailure("RouteTable core", "InterfaceDown", "wan0 is down; and 1 more"));
  }

  @Test
  void sixteenFailuresAreToldAtMost() {
    List<Finding> many = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      many.add(new Finding(Owner.of("RouteTable", "t" + i), Reason.InterfaceDown, "down"));
    }
    assertThat(
            MAPPING.of(standing.withFailures(many.toArray(Finding[]::new)), null, NOON).failures())
        .hasSize(16);
  }

  @Test
  void whereTheSourceStandsIsToldOfANodeThatIsWellItself() {
    NodeRoutingStatus status =
        MAPPING.of(
            standing.unread(SourceState.Unreachable, Reason.SliceMissing, "slice x is missing"),
            null,
            NOON);

    assertThat(status.desiredRoot()).isEqualTo(Standings.OTHER);
    assertThat(status.stableRoot()).isEqualTo(Standings.ROOT);
    assertThat(converged(status).status()).isEqualTo(ConditionStatus.False);
    assertThat(converged(status).reason()).isEqualTo("SliceMissing");
    assertThat(converged(status).message()).isEqualTo("slice x is missing");
  }

  @Test
  void driftStandsOnlyWhileItIsSaid() {
    NodeRoutingStatus drifted = MAPPING.of(standing.drifted("a rule was removed"), null, NOON);

    assertThat(drifted.conditions())
        .extracting(Condition::type)
        .containsExactly("Converged", "Drifted");
    assertThat(MAPPING.of(standing.stable(), drifted, NOON).conditions())
        .extracting(Condition::type)
        .containsExactly("Converged");
  }

  @Test
  void aConditionKeepsItsTimeWhileItsStatusStands() {
    NodeRoutingStatus first = MAPPING.of(standing.stable(), null, NOON.plusNanos(5));
    NodeRoutingStatus second = MAPPING.of(standing.stable(), first, NOON.plusSeconds(60));
    NodeRoutingStatus third =
        MAPPING.of(
            standing.unread(SourceState.Unreachable, Reason.SliceMissing, "missing"),
            second,
            NOON.plusSeconds(90));

    assertThat(converged(first).lastTransitionTime()).isEqualTo(NOON);
    assertThat(second).isEqualTo(first);
    assertThat(converged(third).lastTransitionTime()).isEqualTo(NOON.plusSeconds(90));
  }

  private static Condition converged(NodeRoutingStatus status) {
    return status.conditions().getFirst();
  }
}
