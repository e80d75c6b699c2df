package dev.waymark.compiler.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.v1alpha1.Condition;
import dev.waymark.api.v1alpha1.ConditionType;
import dev.waymark.api.v1alpha1.Conflict;
import dev.waymark.api.v1alpha1.ConflictRole;
import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.api.v1alpha1.ResourceStatus;
import dev.waymark.compiler.ResourceReport;
import dev.waymark.compiler.diagnostic.Diagnostic;
import dev.waymark.compiler.diagnostic.DiagnosticCode;
import dev.waymark.compiler.model.Owner;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StatusOfTest {
  private static final Owner EDGE = Owner.of("RouteTable", "edge");
  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
  private static final Instant LATER = NOON.plusSeconds(60);

  @Test
  void aProvenResourceIsReadyAndSaysSoInFourConditions() {
    ResourceStatus status =
        status(
            report(), NodeResult.of("r1", NodeState.Ready), NodeResult.of("r2", NodeState.Ready));

    assertThat(lines(status))
        .containsExactly(
            "Accepted=True AsDeclared: every field is valid and served",
            "ResolvedRefs=True AsDeclared: everything it refers to exists",
            "Programmed=True AsDeclared: 2/2 nodes hold it",
            "Ready=True AsDeclared: 2/2 nodes proved it");
    assertThat(status.conditions())
        .allSatisfy(c -> assertThat(c.observedGeneration()).isEqualTo(4L));
    assertThat(status.observedGeneration()).isEqualTo(4L);
    assertThat(summary(status))
        .isEqualTo("2 selected, 2 ready, 0 failed, 0 unreachable, 3 routes, 2/2");
  }

  @Test
  void aNodeThatHasNotAnsweredLeavesReadyUnknown() {
    ResourceStatus status = status(report(), NodeResult.of("r1", NodeState.Programmed));

    assertThat(lines(status))
        .contains(
            "Programmed=Unknown Progressing: 1/2 nodes hold it",
            "Ready=Unknown Progressing: 0/2 nodes proved it");
  }

  @Test
  void aSelectorThatSelectsNothingIsNotReady() {
    ResourceStatus status = status(report(List.of(), List.of(), List.of()));

    assertThat(lines(status))
        .contains(
            "Accepted=True AsDeclared: every field is valid and served",
            "Ready=False NoMatchingNode: spec.nodeSelector selects no node");
  }

  @Test
  void aRefusedResourceNamesPathAndRemedyAndWhatServesOn() {
    Diagnostic refused =
        new Diagnostic(
            EDGE, DiagnosticCode.NotSupportedYet, "spec.rollout", "is not served; remove it");

    ResourceStatus status =
        status(
            report(List.of(refused), List.of(), List.of("r1")),
            NodeResult.of("r1", NodeState.Ready));

    assertThat(lines(status))
        .containsExactly(
            "Accepted=False NotSupportedYet: spec.rollout: is not served; remove it",
            "ResolvedRefs=True AsDeclared: everything it refers to exists",
            "Programmed=False NotSupportedYet: it is refused, what was programmed before stays: spec.rollout: is not served; remove it",
            "Ready=False NotSupportedYet: it is refused, what was programmed before stays: spec.rollout: is not served; remove it");
  }

  @Test
  void aRollbackOnOneNodeIsToldWithItsReason() {
    NodeResult back =
        new NodeResult(
            "r2", NodeState.RolledBack, Reason.ProbeFailed, "probe web does not answer", List.of());

    ResourceStatus status = status(report(), NodeResult.of("r1", NodeState.Ready), back);

    assertThat(lines(status))
        .contains(
            "Ready=False NodesFailed: 1/2 nodes proved it; r2: probe web does not answer",
            "RolledBack=True ProbeFailed: r2: probe web does not answer");
    assertThat(status.failures())
        .singleElement()
        .satisfies(f -> assertThat(f.reason()).isEqualTo("ProbeFailed"));
  }

  @Test
  void aFullStoreIsACapacityCondition() {
    NodeResult full =
        new NodeResult(
            "r1",
            NodeState.Failed,
            Reason.StoreFull,
            "needs 300 MiB, store.limit is 256Mi",
            List.of());

    ResourceStatus status = status(report(List.of(), List.of(), List.of("r1")), full);

    assertThat(lines(status))
        .contains(
            "Ready=False StoreFull: 0/1 nodes proved it; r1: needs 300 MiB, store.limit is 256Mi",
            "CapacityExceeded=True StoreFull: r1: needs 300 MiB, store.limit is 256Mi");
  }

  @Test
  void degradedIsPresentOnlyWhileTrue() {
    NodeNote down =
        new NodeNote(ConditionType.Degraded, Reason.InterfaceDown, "eth1 has no carrier");
    ResourceReport report = report(List.of(), List.of(), List.of("r1"));

    ResourceStatus worse = status(report, NodeResult.of("r1", NodeState.Ready).with(down));
    ResourceStatus better =
        StatusOf.resource(report, List.of(NodeResult.of("r1", NodeState.Ready)), worse, LATER);

    assertThat(lines(worse))
        .contains(
            "Degraded=True InterfaceDown: r1: eth1 has no carrier",
            "Ready=True AsDeclared: 1/1 nodes proved it");
    assertThat(lines(better)).noneMatch(line -> line.startsWith("Degraded"));
  }

  @Test
  void bothSidesOfAConflictAreTold() {
    Conflict won =
        new Conflict("RouteTable b", "10.0.0.0/8 metric 0 in table 7", ConflictRole.Winner);
    Conflict lost =
        new Conflict("RouteTable c", "10.0.0.0/8 metric 0 in table 7", ConflictRole.Loser);

    assertThat(lines(status(report(List.of(), List.of(won), List.of("r1")))))
        .contains(
            "Conflicted=True WonConflict: prevails over RouteTable b for 10.0.0.0/8 metric 0 in table 7");
    assertThat(lines(status(report(List.of(), List.of(lost, won), List.of("r1")))))
        .contains(
            "Conflicted=True LostConflict: gives way to RouteTable c for 10.0.0.0/8 metric 0 in table 7, and more");
  }

  @Test
  void nodesThatDoNotAnswerAreCountedAndSaid() {
    ResourceStatus status =
        status(
            report(),
            NodeResult.of("r1", NodeState.Ready),
            NodeResult.of("r2", NodeState.Unreachable));

    assertThat(lines(status))
        .contains("Ready=True ReadyExceptUnreachable: 1/2 nodes proved it; 1 does not answer");
  }

  @Test
  void aNodeThatIsAtItIsToldBeforeOneThatWaits() {
    NodeResult waits =
        new NodeResult("r1", NodeState.Waiting, Reason.AsDeclared, "waits for r2", List.of());
    NodeResult slow =
        new NodeResult("r2", NodeState.Progressing, Reason.AsDeclared, "no slice yet", List.of());

    assertThat(lines(status(report(), waits, slow)))
        .contains("Ready=Unknown Progressing: 0/2 nodes proved it; r2: no slice yet");
    assertThat(lines(status(report(), waits)))
        .contains("Ready=Unknown Progressing: 0/2 nodes proved it; r1: waits for r2");
  }

  @Test
  void whoKeepsWhatTheyHadAfterAFailureIsCounted() {
    NodeResult back =
        new NodeResult(
            "r1", NodeState.RolledBack, Reason.ProbeFailed, "probe web: no answer", List.of());
    NodeResult held =
        new NodeResult("r2", NodeState.Waiting, Reason.AsDeclared, "stopped at r1", List.of());

    assertThat(lines(status(report(), back, held)))
        .contains(
            "Ready=False NodesFailed: 0/2 nodes proved it; r1: probe web: no answer; the rollout stopped, 1 keeps what it had");
  }

  @Test
  void aStatusHasNoMoreConditionsThanTheSchemaAllows() {
    NodeResult all =
        new NodeResult("r1", NodeState.RolledBack, Reason.StoreFull, "full", List.of())
            .with(new NodeNote(ConditionType.Drifted, Reason.ChangedByOthers, "put back"))
            .with(new NodeNote(ConditionType.Degraded, Reason.InterfaceDown, "wan0 is down"))
            .with(
                new NodeNote(
                    ConditionType.StrictReversePath, Reason.ReversePathFiltered, "rp_filter"));
    Conflict lost = new Conflict("RouteTable c", "10.0.0.0/8", ConflictRole.Loser);

    assertThat(status(report(List.of(), List.of(lost), List.of("r1")), all).conditions())
        .hasSize(8)
        .extracting(Condition::type)
        .doesNotContain("StrictReversePath");
  }

  @Test
  void theTimeOfAConditionMovesOnlyWithItsStatus() {
    ResourceStatus before =
        status(
            report(),
            NodeResult.of("r1", NodeState.Ready),
            NodeResult.of("r2", NodeState.Programmed));
    ResourceStatus after =
        StatusOf.resource(
            report(),
            List.of(NodeResult.of("r1", NodeState.Ready), NodeResult.of("r2", NodeState.Ready)),
            before,
            LATER);

    assertThat(time(after, ConditionType.Accepted)).isEqualTo(NOON);
    assertThat(time(after, ConditionType.Programmed)).isEqualTo(NOON);
    assertThat(time(after, ConditionType.Ready)).isEqualTo(LATER);
  }

  @Test
  void theFirstStatusIsUnknown() {
    assertThat(lines(StatusOf.unknown(1L, null, NOON)))
        .containsExactly(
            "Accepted=Unknown Pending: not judged yet",
            "ResolvedRefs=Unknown Pending: not judged yet",
            "Programmed=Unknown Pending: not judged yet",
            "Ready=Unknown Pending: not judged yet");
  }

  private static ResourceReport report() {
    return report(List.of(), List.of(), List.of("r1", "r2"));
  }

  private static ResourceReport report(
      List<Diagnostic> diagnostics, List<Conflict> conflicts, List<String> nodes) {
    return new ResourceReport(EDGE, 4L, diagnostics, conflicts, nodes, 3, null);
  }

  private static ResourceStatus status(ResourceReport report, NodeResult... nodes) {
    return StatusOf.resource(report, List.of(nodes), null, NOON);
  }

  private static List<String> lines(ResourceStatus status) {
    return status.conditions().stream()
        .map(c -> c.type() + "=" + c.status() + " " + c.reason() + ": " + c.message())
        .toList();
  }

  private static String summary(ResourceStatus status) {
    var s = Objects.requireNonNull(status.summary());
    return s.nodesSelected()
        + " selected, "
        + s.nodesReady()
        + " ready, "
        + s.nodesFailed()
        + " failed, "
        + s.nodesUnreachable()
        + " unreachable, "
        + s.routes()
        + " routes, "
        + s.nodes();
  }

  private static @Nullable Instant time(ResourceStatus status, ConditionType type) {
    Stream<Condition> mine = status.conditions().stream().filter(c -> c.type().equals(type.name()));
    return mine.map(Condition::lastTransitionTime).findFirst().orElse(null);
  }
}
