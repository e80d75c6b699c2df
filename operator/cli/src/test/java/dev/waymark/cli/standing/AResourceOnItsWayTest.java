package dev.waymark.cli.standing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.waymark.api.node.v1alpha1.NodePhase;
import dev.waymark.api.node.v1alpha1.NodeRouting;
import dev.waymark.api.node.v1alpha1.RejectedRoot;
import dev.waymark.cli.fixture.Readme;
import dev.waymark.cli.fixture.Roots;
import dev.waymark.cli.fixture.Routings;
import dev.waymark.cli.standing.ResourceStory.Step;
import dev.waymark.compiler.Compilation;
import dev.waymark.compiler.Facts;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.select.NodeFacts;
import io.fabric8.kubernetes.api.model.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AResourceOnItsWayTest {

  private static final Owner EDGE = Owner.of("RouteTable", "edge");
  private static final Facts FACTS =
      new Facts(
          List.of(
              new NodeFacts("n1", Map.of()),
              new NodeFacts("n2", Map.of()),
              new NodeFacts("n3", Map.of())),
          List.of());

  private final Roots roots = new Roots();
  private final Compilation before = Roots.compile(FACTS, edge("10.0.1.2"), other());
  private final Compilation declared = Roots.compile(FACTS, edge("10.0.2.2"), other());
  private final String old = roots.keep(before.state("n1"));
  private final String fresh = roots.keep(declared.state("n1"));
  private final List<Node> nodes = new ArrayList<>();
  private final List<NodeRouting> routings = new ArrayList<>();

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
    """
        .formatted(gateway);
  }

  private static String other() {
    return edge("10.0.9.2").replace("edge", "other").replace("198.51", "203.0");
  }

  private void node(NodeRouting routing) {
    String name = routing.getMetadata().getName();
    nodes.add(Routings.node(name, true, "2026-01-01T00:00:00Z"));
    routings.add(routing);
  }

  private ResourceStory story(Owner resource) {
    return ResourceStory.of(
        resource, declared, ClusterStanding.of(nodes, routings, List.of()).nodes(), roots::state);
  }

  @Test
  void oneNodeIsDoneOneIsOnItsWayAndTheThirdWaitsForIt() {
    node(Routings.settled("n1", 5, fresh));
    node(
        Routings.said(
            Routings.wanted("n2", fresh),
            NodePhase.Probation,
            5,
            fresh,
            old,
            List.of(),
            List.of()));
    node(Routings.settled("n3", 4, old));
    assertThat(StoryText.of(story(EDGE), null))
        .isEqualTo(
            Readme.sample("kubectl waymark status edge")
                .replace("hhbwij4ed2pb", fresh.substring(0, 12)));
  }

  @Test
  void whoTookItBackIsNamedWithWhatItSawAndNobodyElseGetsIt() {
    node(
        Routings.said(
            Routings.wanted("n1", old),
            NodePhase.RolledBack,
            4,
            old,
            old,
            List.of(
                new RejectedRoot(
                    fresh,
                    "RouteTable edge",
                    "ProbeFailed",
                    "probe uplink: no echo from 192.0.2.1")),
            List.of()));
    node(Routings.settled("n2", 4, old));
    node(Routings.settled("n3", 4, old));
    assertThat(story(EDGE).nodes())
        .extracting(
            one -> one.node().node(), ResourceStory.Chapter::step, ResourceStory.Chapter::why)
        .containsExactly(
            tuple(
                "n1",
                Step.Failed,
                "RouteTable edge: ProbeFailed: probe uplink: no echo from 192.0.2.1"),
            tuple("n2", Step.Held, "n1 took it back, so nobody else gets it"),
            tuple("n3", Step.Held, "n1 took it back, so nobody else gets it"));
  }

  @Test
  void aRejectionThatNamesAnotherIsNotItsFailure() {
    node(
        Routings.said(
            Routings.wanted("n1", fresh),
            NodePhase.RolledBack,
            4,
            old,
            old,
            List.of(new RejectedRoot(fresh, "RouteTable other", "ProbeFailed", "no echo")),
            List.of()));
    assertThat(story(EDGE).nodes())
        .extracting(ResourceStory.Chapter::step)
        .containsExactly(Step.InFlight);
  }

  @Test
  void whatDidNotChangeIsDoneWhereverItIs() {
    node(Routings.settled("n1", 5, fresh));
    node(Routings.settled("n3", 4, old));
    assertThat(story(Owner.of("RouteTable", "other")).nodes())
        .extracting(ResourceStory.Chapter::step)
        .containsExactly(Step.Done, Step.Done);
  }

  @Test
  void whoCannotBeReachedComesLast() {
    nodes.add(Routings.node("n1", false, "2026-01-01T00:00:00Z"));
    routings.add(Routings.settled("n1", 4, old));
    assertThat(story(EDGE).nodes())
        .extracting(ResourceStory.Chapter::why)
        .containsExactly("nodes that cannot be reached come last");
  }

  @Test
  void aResourceThatConcernsNoNodeSaysSo() {
    node(Routings.settled("n1", 5, fresh));
    assertThat(StoryText.of(story(Owner.of("RouteTable", "nobody")), null))
        .endsWith("It concerns no node.\n");
  }
}
