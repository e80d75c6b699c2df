package dev.waymark.compiler;

import dev.waymark.api.v1alpha1.LabelSelector;
import dev.waymark.compiler.conflict.Ranks;
import dev.waymark.compiler.contribution.PolicyContribution;
import dev.waymark.compiler.contribution.TableContribution;
import dev.waymark.compiler.holding.Contribution;
import dev.waymark.compiler.model.DesiredLiveness;
import dev.waymark.compiler.model.DesiredMirror;
import dev.waymark.compiler.model.DesiredRule;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.DesiredTable;
import dev.waymark.compiler.model.DesiredTrial;
import dev.waymark.compiler.model.Owner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A held contribution in the form in which resources contribute, so that it is joined with the
 * others as if it were declared.
 */
record HeldSources(List<TableContribution> tables, List<PolicyContribution> policies) {
  /** Nothing selects what is held: the holding names its nodes. */
  private static final LabelSelector NOBODY = LabelSelector.everything();

  /** A table for what belongs to no table. */
  private static final int ANY_TABLE = 254;

  static HeldSources of(Contribution held, Ranks ranks) {
    Owner owner = held.owner();
    DesiredState state = held.state();
    List<PolicyContribution> policies = new ArrayList<>();
    if (!state.rules().isEmpty()) {
      List<DesiredRule> rules = state.rules();
      policies.add(new PolicyContribution(owner, rules.getFirst().priority(), NOBODY, rules));
    }
    Set<Integer> ids = new TreeSet<>();
    state.tables().forEach(table -> ids.add(table.id()));
    state.mirrors().forEach(mirror -> ids.add(mirror.table()));
    state.trials().forEach(trial -> ids.add(trial.table()));
    if (ids.isEmpty() && !state.liveness().isEmpty()) {
      ids.add(ANY_TABLE);
    }
    List<TableContribution> tables = new ArrayList<>();
    for (int id : ids) {
      tables.add(table(owner, ranks.precedence(owner), state, id, tables.isEmpty()));
    }
    return new HeldSources(tables, policies);
  }

  private static TableContribution table(
      Owner owner, int precedence, DesiredState state, int id, boolean first) {
    DesiredTable routes = state.table(id).orElseGet(() -> DesiredTable.builder(id).build());
    Optional<DesiredTrial> trial =
        state.trials().stream().filter(one -> one.table() == id).findFirst();
    List<DesiredMirror> mirrors =
        state.mirrors().stream().filter(one -> one.table() == id).toList();
    List<DesiredLiveness> liveness = state.liveness();
    return new TableContribution(
        owner,
        precedence,
        NOBODY,
        routes,
        trial,
        mirrors,
        first && !liveness.isEmpty() ? liveness.getFirst() : null);
  }
}
