package dev.waymark.daemon.resolve;

import dev.waymark.api.net.Family;
import dev.waymark.api.net.Prefix;
import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.compiler.model.DesiredMirror;
import dev.waymark.compiler.model.DesiredTable;
import dev.waymark.compiler.model.DesiredTableBuilder;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.model.RouteList;
import dev.waymark.compiler.model.Way;
import dev.waymark.daemon.resolve.Mirrors.Brought;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One table out of what is declared in it and what its mirrors bring. Where prefix and metric are
 * the same, the published order decides: higher precedence, then the lower name; in one RouteTable
 * its own routes before its mirrors, and those by name. Another's loss is told to both.
 */
final class MirrorMerge {

  private final int id;
  private final List<Brought> brought;
  private final List<Finding> findings;
  private final Map<Way, Integer> ranks = new HashMap<>();
  private final Map<Pair, Lost> lost = new TreeMap<>();

  private record Pair(Owner winner, Owner loser) implements Comparable<Pair> {
    private static final Comparator<Pair> ORDER =
        Comparator.comparing(Pair::winner).thenComparing(Pair::loser);

    @Override
    public int compareTo(Pair other) {
      return ORDER.compare(this, other);
    }
  }

  private record Lost(Prefix first, int count) {}

  /**
   * @param brought in the published order
   * @param findings where conflicts are told
   */
  MirrorMerge(int id, List<Brought> brought, List<Finding> findings) {
    this.id = id;
    this.brought = brought;
    this.findings = findings;
  }

  DesiredTable with(@Nullable DesiredTable declared) {
    if (declared == null && brought.size() == 1) {
      return brought.getFirst().table();
    }
    DesiredTableBuilder builder = DesiredTable.builder(id);
    if (declared != null) {
      declared.ways().forEach(way -> ranks.merge(way, rank(way.owner()), Math::min));
      add(declared, builder);
    }
    for (int i = 0; i < brought.size(); i++) {
      int rank = 2 * i + 1;
      DesiredTable table = brought.get(i).table();
      table.ways().forEach(way -> ranks.merge(way, rank, Math::min));
      add(table, builder);
    }
    DesiredTable merged =
        builder.build(
            Comparator.comparing((Way way) -> ranks.getOrDefault(way, Integer.MAX_VALUE)),
            this::decided);
    lost.forEach(this::tell);
    return merged;
  }

  /** Between the mirrors that win over this owner's declared routes and those that do not. */
  private int rank(Owner owner) {
    int before = 0;
    for (Brought one : brought) {
      DesiredMirror mirror = one.mirror();
      boolean yields = mirror.owner().equals(owner) || mirror.yieldsTo().contains(owner);
      before += yields ? 0 : 1;
    }
    return 2 * before;
  }

  private void decided(Prefix to, Way kept, Way dropped) {
    if (!kept.owner().equals(dropped.owner())) {
      lost.merge(
          new Pair(kept.owner(), dropped.owner()),
          new Lost(to, 1),
          (old, one) -> new Lost(old.first(), old.count() + 1));
    }
  }

  private void tell(Pair pair, Lost what) {
    String more = what.count() == 1 ? "" : " and %d more".formatted(what.count() - 1);
    String where = "%s%s in table %d".formatted(what.first(), more, id);
    findings.add(
        new Finding(
            pair.loser(),
            Reason.LostConflict,
            "gives way to %s for %s".formatted(pair.winner(), where)));
    findings.add(
        new Finding(
            pair.winner(),
            Reason.WonConflict,
            "prevails over %s for %s".formatted(pair.loser(), where)));
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
}
