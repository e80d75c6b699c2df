package dev.waymark.controller.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.json.TimeSpan;
import dev.waymark.api.net.Prefix;
import dev.waymark.api.node.v1alpha1.NodeRouting;
import dev.waymark.api.node.v1alpha1.NodeRoutingSpec;
import dev.waymark.compiler.Inputs;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.DesiredTrial;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.slice.Digest;
import dev.waymark.compiler.slice.SliceTree;
import dev.waymark.controller.observe.ClusterView;
import dev.waymark.controller.observe.ObservedNode;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What each NodeRouting shall say, also when its Node is gone. */
class NodeTargetsTest {
  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
  private static final DesiredState SOME =
      new DesiredState(List.of(), List.of(), List.of(Prefix.parse("10.96.0.0/12")));
  private static final Digest OLD = Digest.of(new byte[] {1});

  private final SortedMap<String, ObservedNode> nodes = new TreeMap<>();
  private final SortedMap<String, NodeRouting> routings = new TreeMap<>();
  private boolean uninstalling;

  @Test
  void aNodeIsAskedForItsState() {
    node("n1");

    assertThat(targets().targets())
        .containsExactly(
            new NodeTarget("n1", "uid-n1", root(SOME), TimeSpan.parse("10s"), Map.of()));
  }

  @Test
  void aNodeThatIsGoneKeepsWhatItWasAskedForAndItIsNotedSinceWhen() {
    routing("n1", null);

    NodeTarget kept = targets().targets().getFirst();
    assertThat(kept.root()).isEqualTo(OLD);
    assertThat(kept.uid()).isEqualTo("old-uid");
    assertThat(kept.annotations()).containsEntry(NodeAnnotations.NODE_GONE_SINCE, NOON.toString());
  }

  @Test
  void sinceWhenItIsGoneIsNotedOnce() {
    Instant before = NOON.minus(Duration.ofHours(5));
    routing("n1", before);

    assertThat(targets().targets().getFirst().annotations())
        .containsEntry(NodeAnnotations.NODE_GONE_SINCE, before.toString());
    assertThat(targets().expired()).isEmpty();
  }

  @Test
  void afterADayItGoes() {
    routing("n1", NOON.minus(Duration.ofHours(25)));

    assertThat(targets().targets()).isEmpty();
    assertThat(targets().expired()).containsExactly("n1");
  }

  @Test
  void whoComesBackIsAskedAnewAndTheNoteGoes() {
    node("n1");
    routing("n1", NOON.minus(Duration.ofHours(25)));

    assertThat(targets().expired()).isEmpty();
    assertThat(targets().targets().getFirst().annotations()).isEmpty();
    assertThat(targets().targets().getFirst().root()).isEqualTo(root(SOME));
  }

  @Test
  void uninstallingClearsAllOfThem() {
    node("n1");
    routing("gone", null);
    uninstalling = true;

    assertThat(targets().targets())
        .extracting(NodeTarget::root)
        .containsExactly(root(DesiredState.EMPTY), root(DesiredState.EMPTY));
  }

  @Test
  void theShortestTimeToConfirmCounts() {
    assertThat(
            NodeTargets.confirmWithin(
                SOME.withTrials(List.of(trial("a", "30s"), trial("b", "5s"), trial("c", "1m")))))
        .isEqualTo(TimeSpan.parse("5s"));
  }

  private static DesiredTrial trial(String table, String within) {
    return new DesiredTrial(Owner.of("RouteTable", table), 100, TimeSpan.parse(within), List.of());
  }

  private void node(String name) {
    nodes.put(
        name, new ObservedNode(name, "uid-" + name, Map.of(), List.of(), true, Instant.EPOCH));
  }

  private void routing(String name, @Nullable Instant gone) {
    NodeRouting routing = new NodeRouting();
    routing.setMetadata(
        new ObjectMetaBuilder()
            .withName(name)
            .withAnnotations(
                gone == null
                    ? Map.of("somebody", "else")
                    : Map.of(NodeAnnotations.NODE_GONE_SINCE, gone.toString()))
            .build());
    routing.setSpec(new NodeRoutingSpec(OLD.toString(), 1, 3, "old-uid", TimeSpan.parse("10s")));
    routings.put(name, routing);
  }

  private NodeTargets targets() {
    SortedMap<String, DesiredState> states = new TreeMap<>();
    nodes.keySet().forEach(node -> states.put(node, SOME));
    return NodeTargets.of(
        new ClusterView(
            Inputs.NONE, new TreeMap<>(), nodes, routings, List.of(), uninstalling, false),
        states,
        NodeTargetsTest::root,
        Map.of(),
        NOON);
  }

  private static Digest root(DesiredState state) {
    return SliceTree.of(state).root();
  }
}
