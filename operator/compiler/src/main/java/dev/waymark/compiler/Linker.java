package dev.waymark.compiler;

import dev.waymark.api.v1alpha1.LabelSelector;
import dev.waymark.compiler.conflict.Ranks;
import dev.waymark.compiler.contribution.PolicyContribution;
import dev.waymark.compiler.contribution.TableContribution;
import dev.waymark.compiler.holding.Contribution;
import dev.waymark.compiler.holding.Holding;
import dev.waymark.compiler.model.DesiredMirror;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.DesiredTable;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.select.NodeFacts;
import dev.waymark.compiler.select.NodeSelection;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * From what each resource brings to what each node holds. Nodes that are selected alike and held
 * alike are one class and share one state.
 */
final class Linker {
  private final Facts facts;
  private final List<TableContribution> tables;
  private final List<PolicyContribution> policies;
  private final Ranks ranks;
  private final Map<BitSet, List<NodeFacts>> selected;

  Linker(
      Facts facts, List<TableContribution> tables, List<PolicyContribution> policies, Ranks ranks) {
    this.facts = facts;
    this.tables = tables;
    this.policies = policies;
    this.ranks = ranks;
    List<LabelSelector> selectors =
        Stream.concat(
                tables.stream().map(TableContribution::nodes),
                policies.stream().map(PolicyContribution::nodes))
            .toList();
    this.selected = NodeSelection.classes(facts.nodes(), selectors);
  }

  /** The state of each node. */
  SortedMap<String, DesiredState> link(Holding holding, TableMerge merge, RuleOrder order) {
    SortedMap<String, DesiredState> states = new TreeMap<>();
    Map<Contribution, HeldSources> held = new HashMap<>();
    selected.forEach((selecting, nodes) ->
        heldAlike(nodes, holding)
            .forEach((stay, alike) -> {
              DesiredState state = state(selecting, stay, held, alike, merge, order);
              alike.forEach(node -> states.put(node.name(), state));
            }));
    return states;
  }

  private static Map<SortedMap<Owner, Contribution>, List<NodeFacts>> heldAlike(
      List<NodeFacts> nodes, Holding holding) {
    Map<SortedMap<Owner, Contribution>, List<NodeFacts>> alike = new LinkedHashMap<>();
    nodes.forEach(
        node -> alike.computeIfAbsent(holding.of(node.name()), key -> new ArrayList<>()).add(node));
    return alike;
  }

  private DesiredState state(
      BitSet selecting,
      SortedMap<Owner, Contribution> stay,
      Map<Contribution, HeldSources> known,
      List<NodeFacts> nodes,
      TableMerge merge,
      RuleOrder order) {
    List<TableContribution> held = new ArrayList<>();
    List<PolicyContribution> obeyed = new ArrayList<>();
    for (int i = selecting.nextSetBit(0); i >= 0; i = selecting.nextSetBit(i + 1)) {
      if (i >= tables.size()) {
        PolicyContribution policy = policies.get(i - tables.size());
        if (!stay.containsKey(policy.owner())) {
          obeyed.add(policy);
        }
      } else if (!stay.containsKey(tables.get(i).owner())) {
        held.add(tables.get(i));
      }
    }
    for (Contribution one : stay.values()) {
      HeldSources sources = known.computeIfAbsent(one, key -> HeldSources.of(key, ranks));
      held.addAll(sources.tables());
      obeyed.addAll(sources.policies());
    }
    held.sort(Comparator.comparing(TableContribution::owner));
    List<DesiredTable> merged = merge.tables(held);
    List<DesiredMirror> mirrors = MirrorOrder.mirrors(held, merged);
    return new DesiredState(
        merged,
        order.rules(obeyed, held, nodes),
        facts.protectedPrefixes(),
        held.stream().flatMap(table -> table.trial().stream()).toList(),
        mirrors,
        held.stream().map(TableContribution::liveness).filter(Objects::nonNull).toList());
  }
}
