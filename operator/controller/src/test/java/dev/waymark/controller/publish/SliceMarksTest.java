package dev.waymark.controller.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.api.json.TimeSpan;
import dev.waymark.api.node.v1alpha1.NodeRouting;
import dev.waymark.api.node.v1alpha1.NodeRoutingSpec;
import dev.waymark.api.node.v1alpha1.NodeRoutingStatus;
import dev.waymark.api.node.v1alpha1.RejectedRoot;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** A slice goes only if no root that any node may ask for leads to it. */
class SliceMarksTest {
  private static final Map<String, List<String>> TREE =
      Map.of(
          "wanted", List.of("index", "rules"),
          "seen", List.of("index2"),
          "active", List.of("index3"),
          "stable", List.of("index3", "rules"),
          "taken-back", List.of("index4"),
          "index", List.of("routes"),
          "index2", List.of("routes"),
          "index3", List.of(),
          "index4", List.of(),
          "old", List.of("old-index", "routes"));

  @Test
  void everyRootOfANodeKeepsItsWholeTree() {
    Map<String, List<String>> refs = new HashMap<>(TREE);
    for (String leaf : List.of("routes", "rules", "old-index")) {
      refs.put(leaf, List.of());
    }

    SliceMarks marks = SliceMarks.of(List.of(routing()), List.of(), refs);

    assertThat(marks.missing()).isEmpty();
    assertThat(marks.needed())
        .containsExactlyInAnyOrder(
            "wanted",
            "seen",
            "active",
            "stable",
            "taken-back",
            "index",
            "index2",
            "index3",
            "index4",
            "routes",
            "rules");
  }

  @Test
  void whatIsAboutToBePublishedIsKept() {
    assertThat(SliceMarks.of(List.of(), List.of("old"), withLeaves()).needed())
        .containsExactlyInAnyOrder("old", "old-index", "routes");
  }

  @Test
  void whatIsMissingIsSaid() {
    Map<String, List<String>> refs = withLeaves();
    refs.remove("index3");

    assertThat(SliceMarks.of(List.of(routing()), List.of(), refs).missing())
        .containsExactly("index3");
  }

  @Test
  void aRootThatWasTakenBackAndIsIncompleteHoldsNothingUp() {
    Map<String, List<String>> refs = withLeaves();
    refs.remove("index4");

    assertThat(SliceMarks.of(List.of(routing()), List.of(), refs).missing()).isEmpty();
  }

  /** Against a twin that walks each root by itself. */
  @Property
  void whateverARootReachesIsNeeded(
      @ForAll @Size(max = 12) List<@Size(max = 4) List<@IntRange(max = 11) Integer>> graph,
      @ForAll @Size(max = 4) List<@IntRange(max = 11) Integer> roots) {
    Map<String, List<String>> refs = new HashMap<>();
    for (int i = 0; i < graph.size(); i++) {
      refs.put("s" + i, graph.get(i).stream().map(to -> "s" + to).toList());
    }
    Set<String> reached = new HashSet<>();
    roots.forEach(root -> reach("s" + root, refs, reached));

    SliceMarks marks =
        SliceMarks.of(List.of(), roots.stream().map(root -> "s" + root).toList(), refs);

    Set<String> told = new HashSet<>(marks.needed());
    told.addAll(marks.missing());
    assertThat(told).isEqualTo(reached);
    assertThat(refs.keySet()).containsAll(marks.needed());
    assertThat(Collections.disjoint(refs.keySet(), marks.missing())).isTrue();
  }

  private static void reach(String name, Map<String, List<String>> refs, Set<String> reached) {
    if (reached.add(name)) {
      refs.getOrDefault(name, List.of()).forEach(below -> reach(below, refs, reached));
    }
  }

  private static Map<String, List<String>> withLeaves() {
    Map<String, List<String>> refs = new HashMap<>(TREE);
    for (String leaf : List.of("routes", "rules", "old-index")) {
      refs.put(leaf, List.of());
    }
    return refs;
  }

  private static NodeRouting routing() {
    NodeRouting routing = new NodeRouting();
    routing.setSpec(new NodeRoutingSpec("wanted", 1, 1, null, TimeSpan.parse("10s")));
    routing.setStatus(
        new NodeRoutingStatus(
            "seen",
            "active",
            "stable",
            List.of(new RejectedRoot("taken-back", null, "ProbeFailed", "no answer")),
            null,
            1L,
            null,
            null,
            List.of(1),
            null,
            List.of(),
            List.of(),
            List.of()));
    return routing;
  }
}
