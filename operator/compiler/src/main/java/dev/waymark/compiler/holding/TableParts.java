package dev.waymark.compiler.holding;

import dev.waymark.api.net.Family;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.DesiredTable;
import dev.waymark.compiler.model.DesiredTableBuilder;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.model.RouteList;
import dev.waymark.compiler.slice.Digest;
import dev.waymark.compiler.slice.SliceTree;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A table taken apart by owner, in one pass over its routes. */
final class TableParts {
  private TableParts() {}

  /** The routes of one owner in one table. */
  record Part(DesiredTable table, Digest digest) {}

  static SortedMap<Owner, Part> of(DesiredTable table) {
    SortedMap<Owner, DesiredTableBuilder> builders = new TreeMap<>();
    DesiredTableBuilder[] builderOf = new DesiredTableBuilder[table.ways().size()];
    int[] numbers = new int[builderOf.length];
    for (int i = 0; i < builderOf.length; i++) {
      builderOf[i] =
          builders.computeIfAbsent(
              table.ways().get(i).owner(), owner -> DesiredTable.builder(table.id()));
      numbers[i] = builderOf[i].way(table.ways().get(i));
    }
    SortedMap<Owner, Part> parts = new TreeMap<>();
    if (builders.size() == 1) {
      parts.put(builders.firstKey(), part(table));
      return parts;
    }
    for (Family family : Family.values()) {
      RouteList routes = table.routes(family);
      for (int i = 0; i < routes.size(); i++) {
        int way = routes.way(i);
        builderOf[way].add(family, routes.hi(i), routes.lo(i), routes.length(i), numbers[way]);
      }
    }
    builders.forEach((owner, builder) -> parts.put(owner, part(builder.build())));
    return parts;
  }

  /** The digest of a state is its root's name. */
  static Digest digest(DesiredState state) {
    return SliceTree.of(state).root();
  }

  private static Part part(DesiredTable table) {
    return new Part(table, digest(new DesiredState(List.of(table), List.of(), List.of())));
  }
}
