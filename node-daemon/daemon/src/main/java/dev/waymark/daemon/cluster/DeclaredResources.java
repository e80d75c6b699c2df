package dev.waymark.daemon.cluster;

import dev.waymark.compiler.ResourceReport;
import dev.waymark.compiler.model.DesiredMirror;
import dev.waymark.compiler.model.DesiredRule;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.DesiredTable;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.model.RouteList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The resources that a state was made of, as far as it shows them: the operator compiled it and
 * knows the rest.
 */
final class DeclaredResources {

  private static final String ROUTE_TABLE = "RouteTable";

  private DeclaredResources() {}

  /** A report for each resource that has something in the state, for this one node. */
  static List<ResourceReport> of(DesiredState state, String node) {
    SortedMap<Owner, Integer> counts = new TreeMap<>();
    for (DesiredTable table : state.tables()) {
      int[] perWay = new int[table.ways().size()];
      for (RouteList routes : List.of(table.v4(), table.v6())) {
        for (int i = 0; i < routes.size(); i++) {
          perWay[routes.way(i)]++;
        }
      }
      for (int way = 0; way < perWay.length; way++) {
        counts.merge(table.ways().get(way).owner(), perWay[way], Integer::sum);
      }
    }
    for (DesiredMirror mirror : state.mirrors()) {
      counts.putIfAbsent(mirror.owner(), 0);
    }
    for (DesiredRule rule : state.rules()) {
      counts.merge(rule.owner(), 1, Integer::sum);
    }
    return counts.entrySet().stream()
        .map(entry -> report(entry.getKey(), entry.getValue(), node))
        .toList();
  }

  private static ResourceReport report(Owner owner, int count, String node) {
    boolean table = owner.kind().equals(ROUTE_TABLE);
    return new ResourceReport(
        owner,
        null,
        List.of(),
        List.of(),
        List.of(node),
        table ? count : null,
        table ? null : count);
  }
}
