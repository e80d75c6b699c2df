package dev.waymark.daemon.converge;

import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.DesiredTable;
import dev.waymark.compiler.model.Way;
import dev.waymark.compiler.slice.SliceTree;
import dev.waymark.daemon.resolve.Finding;
import dev.waymark.daemon.source.Wanted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What of the wanted state fits. A table that does not is refused whole: it stays as it was proven
 * last, or absent if it never was, while everything else of the state serves. What serves then is a
 * state with a digest of its own, which a restart finds on the disk like any other.
 *
 * <p>Refused first is the table that grew most since it was proven, in routes; of equals the one
 * with the higher id. Tables that did not change are never refused for the sake of others. The full
 * state is tried again when another is wanted, and after a restart.
 */
final class Fitting {

  private @Nullable Wanted asked;
  private @Nullable Wanted fits;
  private SortedMap<Integer, String> refused = new TreeMap<>();

  /** The part of {@code wanted} that fits, as far as is known: all of it if nothing is. */
  Wanted of(Wanted wanted) {
    Wanted before = asked;
    if (before == null || !before.root().equals(wanted.root()) || fits == null) {
      refused = new TreeMap<>();
      fits = wanted;
    }
    asked = wanted;
    return refused.isEmpty() ? wanted : fits;
  }

  /**
   * Refuses one more table.
   *
   * @param proven the state that was proven last, if one was
   * @param why what does not fit
   * @return false if no table is left to refuse
   */
  boolean refuseOneMore(@Nullable DesiredState proven, String why) {
    Wanted whole = asked;
    if (whole == null) {
      return false;
    }
    Map<Integer, DesiredTable> last = byId(proven);
    Optional<DesiredTable> next =
        whole.state().tables().stream()
            .filter(table -> !refused.containsKey(table.id()))
            .filter(table -> !table.equals(last.get(table.id())))
            .max(
                Comparator.<DesiredTable>comparingInt(table -> growth(table, last))
                    .thenComparingInt(DesiredTable::id));
    if (next.isEmpty()) {
      return false;
    }
    DesiredTable table = next.get();
    refused.put(table.id(), sentence(table, last.get(table.id()), why));
    fits = without(whole, last);
    return true;
  }

  /** For each resource that declares routes of a refused table: that it does not fit. */
  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    Wanted whole = asked;
    if (whole != null) {
      refused.forEach((id, sentence) ->
          whole.state().table(id).stream()
              .flatMap(table -> table.ways().stream())
              .map(Way::owner)
              .distinct()
              .sorted()
              .forEach(owner -> findings.add(new Finding(owner, Reason.StoreFull, sentence))));
    }
    return findings;
  }

  private Wanted without(Wanted whole, Map<Integer, DesiredTable> last) {
    Map<Integer, DesiredTable> tables = byId(whole.state());
    for (int id : refused.keySet()) {
      tables.remove(id);
      DesiredTable before = last.get(id);
      if (before != null) {
        tables.put(id, before);
      }
    }
    DesiredState state = whole.state().withTables(List.copyOf(tables.values()));
    SliceTree tree = SliceTree.of(state);
    return new Wanted(state, tree.root(), whole.revision(), tree.slices(), whole.reports());
  }

  private static Map<Integer, DesiredTable> byId(@Nullable DesiredState state) {
    Map<Integer, DesiredTable> byId = new TreeMap<>();
    if (state != null) {
      state.tables().forEach(table -> byId.put(table.id(), table));
    }
    return byId;
  }

  private static int growth(DesiredTable table, Map<Integer, DesiredTable> last) {
    DesiredTable before = last.get(table.id());
    return table.size() - (before == null ? 0 : before.size());
  }

  private static String sentence(DesiredTable table, @Nullable DesiredTable before, String why) {
    String instead =
        before == null
            ? "the table is left out"
            : "the table stays as it was proven last, with %d routes".formatted(before.size());
    return "table %d with %d routes does not fit, %s: %s"
        .formatted(table.id(), table.size(), instead, why);
  }
}
