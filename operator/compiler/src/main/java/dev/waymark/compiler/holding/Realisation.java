package dev.waymark.compiler.holding;

import dev.waymark.api.net.Family;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.DesiredTable;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.model.RouteList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether a state holds all that a resource declares, as far as resources of higher rank let it:
 * where one of those has the same prefix and metric, the route is not missed. So a resource that
 * gave way is not unfinished, and whoever is held back does not hold back those whom it outranks.
 */
public final class Realisation {
  private Realisation() {}

  /**
   * Whether the state realises the contribution.
   *
   * @param declared what the resource brings by itself
   * @param state any state
   * @param held what the state holds of the same owner
   * @param ranks the winner of a conflict first
   */
  public static boolean of(
      Contribution declared, DesiredState state, Contribution held, Comparator<Owner> ranks) {
    if (declared.digest().equals(held.digest())) {
      return true;
    }
    if (!beside(declared).equals(beside(held))) {
      return false;
    }
    Set<Integer> ids = new TreeSet<>();
    declared.state().tables().forEach(table -> ids.add(table.id()));
    held.state().tables().forEach(table -> ids.add(table.id()));
    for (int id : ids) {
      for (Family family : Family.values()) {
        if (!realised(declared, held, state, id, family, ranks)) {
          return false;
        }
      }
    }
    return true;
  }

  private static DesiredState beside(Contribution contribution) {
    return contribution.state().withTables(List.of());
  }

  private static boolean realised(
      Contribution declared,
      Contribution held,
      DesiredState state,
      int id,
      Family family,
      Comparator<Owner> ranks) {
    Optional<DesiredTable> wanted = declared.state().table(id);
    Optional<DesiredTable> all = state.table(id);
    int mine = 0;
    if (wanted.isPresent()) {
      Cursor there = new Cursor(all, family);
      RouteList routes = wanted.get().routes(family);
      for (int i = 0; i < routes.size(); i++) {
        if (!there.seek(wanted.get(), routes, i)) {
          return false;
        }
        Owner owner = there.way().owner();
        if (owner.equals(declared.owner())) {
          if (!there.way().equals(wanted.get().ways().get(routes.way(i)))) {
            return false;
          }
          mine++;
        } else if (ranks.compare(owner, declared.owner()) > 0) {
          return false;
        }
      }
    }
    int has = held.state().table(id).map(table -> table.routes(family).size()).orElse(0);
    return has == mine;
  }
}
