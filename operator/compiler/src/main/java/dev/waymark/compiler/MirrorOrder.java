package dev.waymark.compiler;

import dev.waymark.compiler.conflict.Precedence;
import dev.waymark.compiler.contribution.TableContribution;
import dev.waymark.compiler.model.DesiredMirror;
import dev.waymark.compiler.model.DesiredTable;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.model.Way;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The mirrors of a class of nodes, by table and within a table in the published order of conflicts:
 * an earlier one wins over a later one, and each knows whose routes win over its own. Only who has
 * routes in the table is named, so that the state alone tells all that the order depends on.
 */
final class MirrorOrder {

  private MirrorOrder() {}

  static List<DesiredMirror> mirrors(List<TableContribution> held, List<DesiredTable> merged) {
    if (held.stream().allMatch(one -> one.mirrors().isEmpty())) {
      return List.of();
    }
    Map<Integer, Set<Owner>> owners = new TreeMap<>();
    for (DesiredTable table : merged) {
      Set<Owner> here = owners.computeIfAbsent(table.id(), id -> new TreeSet<>());
      table.ways().stream().map(Way::owner).forEach(here::add);
    }
    Map<Integer, List<TableContribution>> byTable = new TreeMap<>();
    for (TableContribution contribution : held) {
      byTable.computeIfAbsent(contribution.table().id(), id -> new ArrayList<>()).add(contribution);
    }
    List<DesiredMirror> mirrors = new ArrayList<>();
    byTable.forEach((id, sharing) -> {
      Set<Owner> routed = owners.getOrDefault(id, Set.of());
      List<Owner> before = new ArrayList<>();
      for (TableContribution one : sharing.stream().sorted(Precedence.ORDER).toList()) {
        one.mirrors().stream()
            .sorted(Comparator.comparing(DesiredMirror::name))
            .forEach(mirror -> mirrors.add(mirror.yieldingTo(before)));
        if (routed.contains(one.owner()) || !one.mirrors().isEmpty()) {
          before.add(one.owner());
        }
      }
    });
    return mirrors;
  }
}
