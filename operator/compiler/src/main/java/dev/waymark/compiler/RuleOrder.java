package dev.waymark.compiler;

import dev.waymark.api.net.Family;
import dev.waymark.compiler.contribution.PolicyContribution;
import dev.waymark.compiler.contribution.TableContribution;
import dev.waymark.compiler.diagnostic.DiagnosticCode;
import dev.waymark.compiler.diagnostic.Findings;
import dev.waymark.compiler.model.DesiredAction;
import dev.waymark.compiler.model.DesiredRule;
import dev.waymark.compiler.model.MarkBits;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.select.NodeFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Puts the rules of a class of nodes in the order in which they are tried, as many as the data path
 * holds.
 */
final class RuleOrder {
  /** The most rules of one family; a rule that both families can match counts in both. */
  static final int RULES_MAX = 1024;

  /** The most masks under which the rules of a node look at marks. */
  static final int MASKS_MAX = 4;

  private static final int MAIN_TABLE = 254;

  private final Function<Owner, Findings> findings;
  private final Map<EmptyLookup, Set<String>> emptyLookups = new TreeMap<>(EmptyLookup.ORDER);
  private final Map<Owner, Set<String>> tooMany = new TreeMap<>();
  private final Map<Owner, Set<String>> tooManyMasks = new TreeMap<>();

  RuleOrder(Function<Owner, Findings> findings) {
    this.findings = findings;
  }

  List<DesiredRule> rules(
      List<PolicyContribution> policies, List<TableContribution> tables, List<NodeFacts> nodes) {
    List<String> names = nodes.stream().map(NodeFacts::name).toList();
    Set<Integer> filled =
        tables.stream().map(table -> table.table().id()).collect(Collectors.toSet());
    List<DesiredRule> rules = new ArrayList<>();
    Set<Integer> masks = Set.of();
    int v4 = 0;
    int v6 = 0;
    List<PolicyContribution> ordered =
        policies.stream()
            .sorted(
                Comparator.comparingInt(PolicyContribution::priority)
                    .thenComparing(PolicyContribution::owner))
            .toList();
    for (PolicyContribution policy : ordered) {
      int moreV4 = count(policy, Family.V4);
      int moreV6 = count(policy, Family.V6);
      if (v4 + moreV4 > RULES_MAX || v6 + moreV6 > RULES_MAX) {
        tooMany.computeIfAbsent(policy.owner(), owner -> new TreeSet<>()).addAll(names);
        continue;
      }
      Set<Integer> moreMasks = withMasks(masks, policy);
      if (moreMasks.size() > MASKS_MAX) {
        tooManyMasks.computeIfAbsent(policy.owner(), owner -> new TreeSet<>()).addAll(names);
        continue;
      }
      masks = moreMasks;
      v4 += moreV4;
      v6 += moreV6;
      rules.addAll(policy.rules());
      lookups(policy, filled, names);
    }
    return rules;
  }

  /** Adds what was found in all classes, once for each place. */
  void tell() {
    tooMany.forEach((owner, nodes) ->
        findings
            .apply(owner)
            .add(
                DiagnosticCode.TooManyRules,
                "spec.rules",
                "with the policies before it they are more than "
                    + RULES_MAX
                    + " rules on "
                    + names(nodes)
                    + "; remove rules, or select fewer nodes"));
    tooManyMasks.forEach((owner, nodes) ->
        findings
            .apply(owner)
            .add(
                DiagnosticCode.TooManyMasks,
                "spec.rules",
                "with the policies before it they match marks under more than "
                    + MASKS_MAX
                    + " masks on "
                    + names(nodes)
                    + "; use masks that other rules use"));
    emptyLookups.forEach((lookup, nodes) ->
        findings
            .apply(lookup.owner)
            .add(
                DiagnosticCode.EmptyTable,
                "spec.rules[" + lookup.rule + "].action.tableId",
                "no RouteTable fills table "
                    + lookup.table
                    + " on "
                    + names(nodes)
                    + "; until one does, the next matching rule decides"));
  }

  private static int count(PolicyContribution policy, Family family) {
    return (int) policy.rules().stream().filter(rule -> rule.match().concerns(family)).count();
  }

  private static Set<Integer> withMasks(Set<Integer> masks, PolicyContribution policy) {
    Set<Integer> all = new TreeSet<>(masks);
    for (DesiredRule rule : policy.rules()) {
      MarkBits mark = rule.match().mark();
      if (mark != null) {
        all.add(mark.mask());
      }
    }
    return all;
  }

  private void lookups(PolicyContribution policy, Set<Integer> filled, List<String> nodes) {
    for (int i = 0; i < policy.rules().size(); i++) {
      if (policy.rules().get(i).action() instanceof DesiredAction.Lookup lookup
          && lookup.table() != MAIN_TABLE
          && !filled.contains(lookup.table())) {
        EmptyLookup empty = new EmptyLookup(policy.owner(), i, lookup.table());
        emptyLookups.computeIfAbsent(empty, key -> new TreeSet<>()).addAll(nodes);
      }
    }
  }

  private static String names(Set<String> nodes) {
    String first = nodes.iterator().next();
    return nodes.size() == 1
        ? "node " + first
        : "node " + first + " and " + (nodes.size() - 1) + " more";
  }

  private record EmptyLookup(Owner owner, int rule, int table) {
    static final Comparator<EmptyLookup> ORDER =
        Comparator.comparing(EmptyLookup::owner).thenComparingInt(EmptyLookup::rule);
  }
}
