package dev.waymark.compiler.model;

import dev.waymark.api.net.Prefix;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All that a class of nodes shall hold. Canonical: equal states have the same slices and so the
 * same root digest.
 *
 * @param tables by id, each id once, none empty
 * @param rules in the order in which they are tried: by priority, then policy, then place in the
 *     policy
 * @param protectedPrefixes left to the kernel in every table; sorted, each once
 * @param trials what a change has to pass before it stays; by owner, each once
 * @param mirrors of kernel tables, by table; in a table an earlier one wins over a later one
 * @param liveness how gateways are watched, by owner
 */
public record DesiredState(
    List<DesiredTable> tables,
    List<DesiredRule> rules,
    List<Prefix> protectedPrefixes,
    List<DesiredTrial> trials,
    List<DesiredMirror> mirrors,
    List<DesiredLiveness> liveness) {
  /** The explicit empty state: the only one that clears a node. */
  public static final DesiredState EMPTY = new DesiredState(List.of(), List.of(), List.of());

  private static final Comparator<DesiredRule> RULE_ORDER =
      Comparator.comparingInt(DesiredRule::priority).thenComparing(DesiredRule::policy);

  /** A state of tables, rules and protected prefixes alone. */
  public DesiredState(
      List<DesiredTable> tables, List<DesiredRule> rules, List<Prefix> protectedPrefixes) {
    this(tables, rules, protectedPrefixes, List.of(), List.of(), List.of());
  }

  /**
   * Sorts tables and prefixes and drops empty tables; refuses an id twice and rules out of order.
   */
  public DesiredState {
    tables =
        tables.stream()
            .filter(table -> table.size() > 0)
            .sorted(Comparator.comparingInt(DesiredTable::id))
            .toList();
    for (int i = 1; i < tables.size(); i++) {
      if (tables.get(i - 1).id() == tables.get(i).id()) {
        throw new IllegalArgumentException(
            "table " + tables.get(i).id() + " stands twice in a state");
      }
    }
    rules = List.copyOf(rules);
    for (int i = 1; i < rules.size(); i++) {
      if (RULE_ORDER.compare(rules.get(i - 1), rules.get(i)) > 0) {
        throw new IllegalArgumentException("rule " + rules.get(i).name() + " is out of order");
      }
    }
    protectedPrefixes = protectedPrefixes.stream().sorted().distinct().toList();
    trials = trials.stream().sorted(Comparator.comparing(DesiredTrial::owner)).toList();
    if (trials.stream().map(DesiredTrial::owner).distinct().count() != trials.size()) {
      throw new IllegalArgumentException("two trials of one RouteTable in a state");
    }
    mirrors = mirrors.stream().sorted(Comparator.comparingInt(DesiredMirror::table)).toList();
    liveness = liveness.stream().sorted().toList();
  }

  /** The same state with other tables. */
  public DesiredState withTables(List<DesiredTable> others) {
    return new DesiredState(others, rules, protectedPrefixes, trials, mirrors, liveness);
  }

  /** The same state whose changes have to pass this. */
  public DesiredState withTrials(List<DesiredTrial> others) {
    return new DesiredState(tables, rules, protectedPrefixes, others, mirrors, liveness);
  }

  /** The table with this id; empty if no route is in it. */
  public Optional<DesiredTable> table(int id) {
    return tables.stream().filter(table -> table.id() == id).findFirst();
  }

  /** The number of routes in all tables. */
  public int routes() {
    return tables.stream().mapToInt(DesiredTable::size).sum();
  }
}
