package dev.waymark.controller.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.net.Prefix;
import dev.waymark.api.node.v1alpha1.OwnerFailure;
import dev.waymark.api.v1alpha1.Condition;
import dev.waymark.api.v1alpha1.ConditionStatus;
import dev.waymark.api.v1alpha1.LabelSelector;
import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.api.v1alpha1.ResourceStatus;
import dev.waymark.api.v1alpha1.Route;
import dev.waymark.api.v1alpha1.RouteTable;
import dev.waymark.api.v1alpha1.RouteTableSpec;
import dev.waymark.api.v1alpha1.RouteType;
import dev.waymark.compiler.Compiler;
import dev.waymark.compiler.Facts;
import dev.waymark.compiler.Inputs;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.select.NodeFacts;
import dev.waymark.compiler.slice.Digest;
import dev.waymark.compiler.slice.SliceTree;
import dev.waymark.controller.rollout.Declared;
import dev.waymark.controller.rollout.NextWave;
import dev.waymark.controller.rollout.NodeStanding;
import dev.waymark.controller.rollout.NodeStanding.Reach;
import dev.waymark.controller.rollout.Rejection;
import dev.waymark.controller.rollout.RolloutView;
import dev.waymark.controller.rollout.Roots;
import dev.waymark.controller.rollout.SliceMap;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a user reads, whole. */
class GatheringTest {
  private static final Owner EDGE = Owner.of("RouteTable", "edge");
  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

  private final SortedMap<String, NodeStanding> nodes = new TreeMap<>();
  private final Roots roots = new Roots(new SliceMap());
  private final Inputs inputs;
  private final Compiler compiler;
  private final Digest root;

  GatheringTest() {
    Route route =
        new Route(
            Prefix.parse("10.0.0.0/8"),
            RouteType.Blackhole,
            null,
            List.of(),
            null,
            null,
            null,
            null,
            null);
    RouteTable table = new RouteTable();
    table.setMetadata(new ObjectMetaBuilder().withName("edge").withGeneration(4L).build());
    table.setSpec(
        new RouteTableSpec(
            254,
            null,
            LabelSelector.everything(),
            List.of(route),
            List.of(),
            null,
            List.of(),
            null));
    inputs = new Inputs(List.of(table), List.of(), List.of(), List.of());
    compiler =
        Compiler.of(
            inputs,
            new Facts(
                List.of(
                    new NodeFacts("r1", Map.of()),
                    new NodeFacts("r2", Map.of()),
                    new NodeFacts("r3", Map.of())),
                List.of()));
    DesiredState state = compiler.declared().state("r1");
    root = SliceTree.of(state).root();
    roots.put(root, state);
    for (String node : List.of("r1", "r2", "r3")) {
      standing(node, Reach.Present, root, root, root);
    }
  }

  @Test
  void everybodyProvedIt() {
    assertThat(described())
        .isEqualTo(
            """
            Accepted      True   AsDeclared  every field is valid and served
            ResolvedRefs  True   AsDeclared  everything it refers to exists
            Programmed    True   AsDeclared  3/3 nodes hold it
            Ready         True   AsDeclared  3/3 nodes proved it
            Nodes 3/3, failed 0, unreachable 0
            """);
  }

  @Test
  void theCanaryIsAtIt() {
    standing("r1", Reach.Present, root, root, null);
    standing("r2", Reach.Present, null, null, null);
    standing("r3", Reach.Present, null, null, null);

    assertThat(described())
        .isEqualTo(
            """
            Accepted      True   AsDeclared  every field is valid and served
            ResolvedRefs  True   AsDeclared  everything it refers to exists
            Programmed    Unknown  Progressing  1/3 nodes hold it; r2: waits until r1 proves it
            Ready         Unknown  Progressing  0/3 nodes proved it; r2: waits until r1 proves it
            Nodes 0/3, failed 0, unreachable 0
            """);
  }

  @Test
  void theCanaryTookItBack() {
    nodes.put(
        "r1",
        new NodeStanding(
            "r1",
            Reach.Present,
            root,
            root,
            null,
            null,
            List.of(
                new Rejection(
                    root, EDGE.toString(), Reason.ProbeFailed, "probe web: no answer within 1s")),
            List.of(),
            List.of()));
    standing("r2", Reach.Present, null, null, null);
    standing("r3", Reach.Present, null, null, null);

    assertThat(described())
        .isEqualTo(
            """
            Accepted      True   AsDeclared  every field is valid and served
            ResolvedRefs  True   AsDeclared  everything it refers to exists
            Programmed    False  NodesFailed  0/3 nodes hold it; r1: probe web: no answer within 1s; the rollout stopped, 2 keep what they had
            Ready         False  NodesFailed  0/3 nodes proved it; r1: probe web: no answer within 1s; the rollout stopped, 2 keep what they had
            RolledBack    True   ProbeFailed  r1: probe web: no answer within 1s
            Nodes 0/3, failed 1, unreachable 0
              r1: ProbeFailed: probe web: no answer within 1s
            """);
  }

  @Test
  void aNodeThatIsLongAwayLeavesTheDenominator() {
    standing("r3", Reach.Unreachable, root, root, root);

    assertThat(described())
        .contains(
            "Ready         True   ReadyExceptUnreachable  2/3 nodes proved it; 1 does not answer\n",
            "Nodes 2/3, failed 0, unreachable 1\n");
  }

  @Test
  void whatANodeSaysOfTheResourceAndOfItselfBecomesConditions() {
    nodes.put(
        "r2",
        new NodeStanding(
            "r2",
            Reach.Present,
            root,
            root,
            root,
            root,
            List.of(),
            List.of(
                new OwnerFailure("RouteTable edge", "InterfaceDown", "wan0 has no carrier"),
                new OwnerFailure("RouteTable other", "StoreFull", "somebody else's")),
            List.of(
                new Condition(
                    "Drifted",
                    ConditionStatus.True,
                    null,
                    NOON,
                    "ChangedByOthers",
                    "rule 20001 was removed, and put back"))));

    assertThat(described())
        .contains(
            "Ready         True   AsDeclared  3/3 nodes proved it\n",
            "Degraded      True   InterfaceDown  r2: wan0 has no carrier\n",
            "Drifted       True   ChangedByOthers  r2: rule 20001 was removed, and put back\n")
        .doesNotContain("somebody else's");
  }

  @Test
  void whatDoesNotFitIsAFailureAndACondition() {
    nodes.put(
        "r2",
        new NodeStanding(
            "r2",
            Reach.Present,
            root,
            root,
            root,
            root,
            List.of(),
            List.of(new OwnerFailure("RouteTable edge", "StoreFull", "needs 300 MiB of 256")),
            List.of()));

    assertThat(described())
        .contains(
            "Ready         False  NodesFailed  2/3 nodes proved it; r2: needs 300 MiB of 256\n",
            "CapacityExceeded  True   StoreFull  r2: needs 300 MiB of 256\n");
  }

  @Test
  void aNodeWithoutAWordSaysWhyNothingMoves() {
    nodes.put(
        "r1",
        new NodeStanding(
            "r1",
            Reach.Present,
            root,
            root,
            null,
            null,
            List.of(),
            List.of(),
            List.of(
                new Condition(
                    "Converged",
                    ConditionStatus.False,
                    null,
                    NOON,
                    "ReferenceNotFound",
                    "slice abcd is missing; the last state serves on"))));
    standing("r2", Reach.Present, null, null, null);

    assertThat(described())
        .contains("1/3 nodes proved it; r1: slice abcd is missing; the last state serves on\n");
  }

  @Test
  void aDeletedResourceMayGoWhenNobodyReachableHoldsIt() {
    assertThat(remains().waitFor()).containsExactly("r1", "r2", "r3");

    standing("r1", Reach.Present, null, null, null);
    standing("r2", Reach.Unreachable, root, root, root);
    standing("r3", Reach.Present, null, null, null);

    assertThat(remains().gone()).isTrue();
    assertThat(remains().leftOn()).containsExactly("r2");
  }

  @Test
  void itWaitsForANodeThatHasNotSeenYetWhatItIsAskedFor() {
    Digest without = SliceTree.of(DesiredState.EMPTY).root();
    roots.put(without, DesiredState.EMPTY);
    standing("r1", Reach.Present, without, without, without);
    standing("r2", Reach.Away, without, null, null);
    nodes.put(
        "r3",
        new NodeStanding(
            "r3", Reach.Present, without, root, without, without, List.of(), List.of(), List.of()));
    assertThat(remains().waitFor()).containsExactly("r3");

    standing("r3", Reach.Present, without, without, root);
    assertThat(remains().waitFor()).containsExactly("r3");

    standing("r3", Reach.Present, without, without, without);
    assertThat(remains()).isEqualTo(new Remains(List.of(), List.of()));
  }

  @Test
  void whatNobodyCanReadMayHoldIt() {
    Digest lost = Digest.of(new byte[] {1});
    for (String node : List.of("r1", "r2", "r3")) {
      standing(node, Reach.Present, null, null, null);
    }
    standing("r3", Reach.Present, lost, lost, lost);

    assertThat(remains().waitFor()).containsExactly("r3");
  }

  private Remains remains() {
    return Remains.of(EDGE, nodes.values(), roots);
  }

  private Gathering gathering() {
    RolloutView view =
        new RolloutView(Declared.all(inputs, compiler), compiler.ranks(), nodes, roots);
    return new Gathering(view, NextWave.of(view, Set.of()));
  }

  private void standing(
      String node,
      Reach reach,
      @Nullable Digest asked,
      @Nullable Digest active,
      @Nullable Digest stable) {
    nodes.put(
        node,
        new NodeStanding(
            node, reach, asked, asked, active, stable, List.of(), List.of(), List.of()));
  }

  private String described() {
    ResourceStatus status =
        gathering()
            .status(Objects.requireNonNull(compiler.declared().reports().get(EDGE)), null, NOON);
    StringBuilder text = new StringBuilder();
    status
        .conditions()
        .forEach(c ->
            text.append(
                "%-12s  %-5s  %s  %s\n".formatted(c.type(), c.status(), c.reason(), c.message())));
    var summary = Objects.requireNonNull(status.summary());
    text.append(
        "Nodes %s, failed %d, unreachable %d\n"
            .formatted(summary.nodes(), summary.nodesFailed(), summary.nodesUnreachable()));
    status
        .failures()
        .forEach(f -> text.append("  " + f.node() + ": " + f.reason() + ": " + f.message() + "\n"));
    return text.toString();
  }
}
