package dev.waymark.compiler.status;

import dev.waymark.api.v1alpha1.NodeFailure;
import dev.waymark.api.v1alpha1.Summary;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the selected nodes say, counted. */
record Tally(
    int selected,
    int programmed,
    int ready,
    int failed,
    int unreachable,
    int waiting,
    List<NodeResult> results) {
  static final int FAILURES_TOLD = 10;
  private static final int MESSAGE_MAX = 256;

  /**
   * Results of nodes that are not selected are passed over; selected nodes without one are
   * progressing.
   */
  static Tally of(List<String> selected, Collection<NodeResult> all) {
    Set<String> names = Set.copyOf(selected);
    List<NodeResult> results =
        all.stream()
            .filter(result -> names.contains(result.node()))
            .sorted(Comparator.comparing(NodeResult::node))
            .toList();
    int ready = count(results, NodeState.Ready);
    return new Tally(
        selected.size(),
        ready + count(results, NodeState.Programmed),
        ready,
        count(results, NodeState.Failed) + count(results, NodeState.RolledBack),
        count(results, NodeState.Unreachable),
        count(results, NodeState.Waiting),
        results);
  }

  private static int count(List<NodeResult> results, NodeState state) {
    return (int) results.stream().filter(result -> result.state() == state).count();
  }

  String share(int part) {
    return part + "/" + selected;
  }

  List<NodeFailure> failures() {
    return results.stream()
        .filter(NodeResult::failed)
        .limit(FAILURES_TOLD)
        .map(result ->
            new NodeFailure(
                result.node(), result.reason().name(), shorten(result.message(), MESSAGE_MAX)))
        .toList();
  }

  Summary summary(@Nullable Integer routes, @Nullable Integer rules) {
    return new Summary(selected, ready, failed, unreachable, routes, rules, null, share(ready));
  }

  static String shorten(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
  }
}
