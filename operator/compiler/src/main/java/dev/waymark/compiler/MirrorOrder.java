package dev.waymark.compiler;

import dev.waymark.compiler.conflict.Precedence;
import dev.waymark.compiler.contribution.TableContribution;
import dev.waymark.compiler.model.DesiredMirror;
import dev.waymark.compiler.model.Owner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The mirrors of a class of nodes, by table and within a table in the published order of conflicts:
 * an earlier one wins over a later one, and each knows whose declared routes win over its own.
 */
final class MirrorOrder {

  private MirrorOrder() {}

  static List<DesiredMirror> mirrors(List<TableContribution> held) {
    Map<Integer, List<TableContribution>> byTable = new TreeMap<>();
    for (TableContribution contribution : held) {
      byTable.computeIfAbsent(contribution.table().id(), id -> new ArrayList<>()).add(contribution);
    }
    List<DesiredMirror> mirrors = new ArrayList<>();
    for (List<TableContribution> sharing : byTable.values()) {
      List<Owner> before = new ArrayList<>();
      for (TableContribution one : sharing.stream().sorted(Precedence.ORDER).toList()) {
        one.mirrors().stream()
            .sorted(Comparator.comparing(DesiredMirror::name))
            .forEach(mirror -> mirrors.add(mirror.yieldingTo(before)));
        before.add(one.owner());
      }
    }
    return mirrors;
  }
}
