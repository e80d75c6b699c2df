package dev.waymark.compiler.select;

import dev.waymark.api.v1alpha1.LabelSelector;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Which of a list of selectors selects which nodes. */
public final class NodeSelection {
  private NodeSelection() {}

  /**
   * Nodes by what selects them: the bits of a key are the places of the selectors. Classes stand in
   * the order of their first node's name, nodes by name.
   */
  public static SequencedMap<BitSet, List<NodeFacts>> classes(
      List<NodeFacts> nodes, List<LabelSelector> selectors) {
    SequencedMap<BitSet, List<NodeFacts>> classes = new LinkedHashMap<>();
    nodes.stream()
        .sorted(Comparator.comparing(NodeFacts::name))
        .forEach(node ->
            classes
                .computeIfAbsent(selecting(node, selectors), key -> new ArrayList<>())
                .add(node));
    return classes;
  }

  /** The names of the nodes that a selector selects, sorted. */
  public static List<String> selected(List<NodeFacts> nodes, LabelSelector selector) {
    return nodes.stream()
        .filter(node -> selector.matches(node.labels()))
        .map(NodeFacts::name)
        .sorted()
        .toList();
  }

  private static BitSet selecting(NodeFacts node, List<LabelSelector> selectors) {
    Map<String, String> labels = node.labels();
    BitSet selecting = new BitSet(selectors.size());
    for (int i = 0; i < selectors.size(); i++) {
      selecting.set(i, selectors.get(i).matches(labels));
    }
    return selecting;
  }
}
