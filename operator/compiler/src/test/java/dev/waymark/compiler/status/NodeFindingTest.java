package dev.waymark.compiler.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.v1alpha1.ConditionType;
import dev.waymark.api.v1alpha1.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a node's word of a resource means for its status. */
class NodeFindingTest {
  private static final NodeResult READY = NodeResult.of("r1", NodeState.Ready);

  @Test
  void aLossLeavesTheNodeReadyAndIsNoted() {
    NodeResult result =
        NodeFinding.applied(
            READY,
            List.of(
                new NodeFinding(Reason.InterfaceDown, "10.0.0.0/8: wan0 is down"),
                new NodeFinding(Reason.SourceAbsent, "10.1.0.0/16: no such address"),
                new NodeFinding(Reason.ReversePathFiltered, "rp_filter of lan0")));

    assertThat(result.state()).isEqualTo(NodeState.Ready);
    assertThat(result.notes())
        .containsExactly(
            new NodeNote(
                ConditionType.Degraded,
                Reason.InterfaceDown,
                "10.0.0.0/8: wan0 is down; and 1 more"),
            new NodeNote(
                ConditionType.StrictReversePath, Reason.ReversePathFiltered, "rp_filter of lan0"));
  }

  @Test
  void whatDoesNotFitFails() {
    NodeResult result =
        NodeFinding.applied(READY, List.of(new NodeFinding(Reason.StoreFull, "300 MiB of 256")));

    assertThat(result.state()).isEqualTo(NodeState.Failed);
    assertThat(result.reason()).isEqualTo(Reason.StoreFull);
    assertThat(result.notes())
        .extracting(NodeNote::condition)
        .containsExactly(ConditionType.CapacityExceeded);
  }

  @Test
  void aNodeThatRolledBackStaysSo() {
    NodeResult back =
        new NodeResult("r1", NodeState.RolledBack, Reason.ProbeFailed, "no answer", List.of());

    assertThat(
            NodeFinding.applied(back, List.of(new NodeFinding(Reason.StoreFull, "full"))).state())
        .isEqualTo(NodeState.RolledBack);
  }

  @Test
  void aWordOfANewerNodeIsStillToldByItsMessage() {
    assertThat(Reasons.of("SomethingNew")).isEqualTo(Reason.SystemRefuses);
    assertThat(Reasons.of("StoreFull")).isEqualTo(Reason.StoreFull);
  }
}
