package dev.waymark.compiler.diff;

import dev.waymark.api.net.Family;
import dev.waymark.api.net.Prefix;
import dev.waymark.compiler.model.DesiredRule;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.DesiredTable;
import dev.waymark.compiler.model.DesiredTrial;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.model.RouteList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Compares two states. Tables first, by id, family and prefix; then rules; then protected prefixes;
 * then trials, mirrors and liveness.
 */
public final class StateDiff {
  private final DesiredState before;
  private final DesiredState after;
  private final Consumer<Change> told;

  private StateDiff(DesiredState before, DesiredState after, Consumer<Change> told) {
    this.before = before;
    this.after = after;
    this.told = told;
  }

  /** Every change, in order. Empty if and only if the states are equal. */
  public static List<Change> between(DesiredState before, DesiredState after) {
    List<Change> changes = new ArrayList<>();
    visit(before, after, changes::add);
    return changes;
  }

  /** Tells every change in order; makes an object for each change, none for what is equal. */
  public static void visit(DesiredState before, DesiredState after, Consumer<Change> told) {
    StateDiff diff = new StateDiff(before, after, told);
    diff.tables();
    diff.rules();
    diff.protectedPrefixes();
    diff.trials();
    diff.only(before.mirrors(), after.mirrors(), Change.MirrorRemoved::new);
    diff.only(after.mirrors(), before.mirrors(), Change.MirrorAdded::new);
    diff.only(before.liveness(), after.liveness(), Change.LivenessRemoved::new);
    diff.only(after.liveness(), before.liveness(), Change.LivenessAdded::new);
  }

  private <T> void only(List<T> here, List<T> there, Function<T, Change> change) {
    here.stream().filter(one -> !there.contains(one)).map(change).forEach(told);
  }

  private void tables() {
    TreeSet<Integer> ids = new TreeSet<>();
    before.tables().forEach(table -> ids.add(table.id()));
    after.tables().forEach(table -> ids.add(table.id()));
    for (int id : ids) {
      DesiredTable old = before.table(id).orElseGet(() -> DesiredTable.builder(id).build());
      DesiredTable fresh = after.table(id).orElseGet(() -> DesiredTable.builder(id).build());
      int[] kept = old.ways().stream().mapToInt(fresh.ways()::indexOf).toArray();
      for (Family family : Family.values()) {
        routes(old, fresh, family, kept);
      }
    }
  }

  private void routes(DesiredTable old, DesiredTable fresh, Family family, int[] kept) {
    RouteList a = old.routes(family);
    RouteList b = fresh.routes(family);
    int i = 0;
    int j = 0;
    while (i < a.size() || j < b.size()) {
      int order = i == a.size() ? 1 : j == b.size() ? -1 : compare(old, a, i, fresh, b, j);
      if (order < 0) {
        told.accept(new Change.RouteRemoved(old.id(), a.prefix(i), old.ways().get(a.way(i))));
        i++;
      } else if (order > 0) {
        told.accept(new Change.RouteAdded(old.id(), b.prefix(j), fresh.ways().get(b.way(j))));
        j++;
      } else {
        if (kept[a.way(i)] != b.way(j)) {
          told.accept(
              new Change.RouteChanged(
                  old.id(), a.prefix(i), old.ways().get(a.way(i)), fresh.ways().get(b.way(j))));
        }
        i++;
        j++;
      }
    }
  }

  private static int compare(
      DesiredTable old, RouteList a, int i, DesiredTable fresh, RouteList b, int j) {
    int byPrefix = a.comparePrefix(i, b, j);
    return byPrefix != 0
        ? byPrefix
        : Long.compare(old.ways().get(a.way(i)).metric(), fresh.ways().get(b.way(j)).metric());
  }

  private void rules() {
    Map<String, DesiredRule> old = byName(before.rules());
    Map<String, DesiredRule> fresh = byName(after.rules());
    old.forEach((key, rule) -> {
      DesiredRule now = fresh.get(key);
      if (now == null) {
        told.accept(new Change.RuleRemoved(rule));
      } else if (!now.equals(rule)) {
        told.accept(new Change.RuleChanged(rule, now));
      }
    });
    fresh.forEach((key, rule) -> {
      if (!old.containsKey(key)) {
        told.accept(new Change.RuleAdded(rule));
      }
    });
    List<String> oldOrder = old.keySet().stream().filter(fresh::containsKey).toList();
    List<String> freshOrder = fresh.keySet().stream().filter(old::containsKey).toList();
    if (!oldOrder.equals(freshOrder)) {
      told.accept(new Change.RulesReordered());
    }
  }

  private static Map<String, DesiredRule> byName(List<DesiredRule> rules) {
    Map<String, DesiredRule> byName = new LinkedHashMap<>();
    rules.forEach(rule -> byName.put(rule.policy() + "/" + rule.name(), rule));
    return byName;
  }

  private void protectedPrefixes() {
    TreeSet<Prefix> old = new TreeSet<>(before.protectedPrefixes());
    TreeSet<Prefix> fresh = new TreeSet<>(after.protectedPrefixes());
    old.stream()
        .filter(prefix -> !fresh.contains(prefix))
        .map(Change.ProtectedRemoved::new)
        .forEach(told);
    fresh.stream()
        .filter(prefix -> !old.contains(prefix))
        .map(Change.ProtectedAdded::new)
        .forEach(told);
  }

  private void trials() {
    Map<Owner, DesiredTrial> old = byOwner(before.trials());
    Map<Owner, DesiredTrial> fresh = byOwner(after.trials());
    old.forEach((owner, trial) -> {
      DesiredTrial now = fresh.get(owner);
      if (now == null) {
        told.accept(new Change.TrialRemoved(trial));
      } else if (!now.equals(trial)) {
        told.accept(new Change.TrialChanged(trial, now));
      }
    });
    fresh.forEach((owner, trial) -> {
      if (!old.containsKey(owner)) {
        told.accept(new Change.TrialAdded(trial));
      }
    });
  }

  private static Map<Owner, DesiredTrial> byOwner(List<DesiredTrial> trials) {
    Map<Owner, DesiredTrial> byOwner = new LinkedHashMap<>();
    trials.forEach(trial -> byOwner.put(trial.owner(), trial));
    return byOwner;
  }
}
