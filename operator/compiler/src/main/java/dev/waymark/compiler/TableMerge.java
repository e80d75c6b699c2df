package dev.waymark.compiler;

import dev.waymark.api.net.Family;
import dev.waymark.compiler.conflict.ConflictLedger;
import dev.waymark.compiler.conflict.Precedence;
import dev.waymark.compiler.contribution.TableContribution;
import dev.waymark.compiler.model.DesiredTable;
import dev.waymark.compiler.model.DesiredTableBuilder;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.model.RouteList;
import dev.waymark.compiler.model.Way;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Joins the RouteTables that share a table id. Classes of nodes with the same RouteTables share the
 * result.
 */
final class TableMerge {
  private final ConflictLedger conflicts;
  private final Map<List<Same>, DesiredTable> merged = new HashMap<>();

  TableMerge(ConflictLedger conflicts) {
    this.conflicts = conflicts;
  }

  List<DesiredTable> tables(List<TableContribution> held) {
    Map<Integer, List<TableContribution>> byId = new TreeMap<>();
    for (TableContribution table : held) {
      byId.computeIfAbsent(table.table().id(), id -> new ArrayList<>()).add(table);
    }
    return byId.values().stream().map(this::table).toList();
  }

  private DesiredTable table(List<TableContribution> sources) {
    if (sources.size() == 1) {
      return sources.getFirst().table();
    }
    List<Same> key = sources.stream().map(Same::new).toList();
    return merged.computeIfAbsent(key, same -> merge(sources));
  }

  private DesiredTable merge(List<TableContribution> sources) {
    Map<Owner, Integer> ranks = new HashMap<>();
    sources.stream()
        .sorted(Precedence.ORDER)
        .forEach(source -> ranks.put(source.owner(), ranks.size()));
    int id = sources.getFirst().table().id();
    DesiredTableBuilder builder = DesiredTable.builder(id);
    sources.forEach(source -> add(source.table(), builder));
    return builder.build(
        Comparator.comparing((Way way) -> ranks.getOrDefault(way.owner(), ranks.size())),
        (to, kept, dropped) ->
            conflicts.decided(
                kept.owner(),
                dropped.owner(),
                to + " metric " + kept.metric() + " in table " + id));
  }

  private static void add(DesiredTable table, DesiredTableBuilder builder) {
    int[] ways = table.ways().stream().mapToInt(builder::way).toArray();
    for (Family family : Family.values()) {
      RouteList routes = table.routes(family);
      for (int i = 0; i < routes.size(); i++) {
        builder.add(family, routes.hi(i), routes.lo(i), routes.length(i), ways[routes.way(i)]);
      }
    }
  }

  /** A contribution by identity: one owner may stand here as declared and there as held. */
  private record Same(TableContribution source) {
    @Override
    @SuppressWarnings("ReferenceEquality")
    public boolean equals(Object o) {
      return o instanceof Same other && source == other.source;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(source);
    }
  }
}
