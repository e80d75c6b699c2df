package dev.waymark.compiler.holding;

import dev.waymark.api.net.Family;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.DesiredTable;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.model.RouteList;
import dev.waymark.compiler.model.Way;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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
    return declared.digest().equals(held.digest())
        || (beside(declared).equals(beside(held))
            && covered(declared, state, ranks)
            && covered(held, declared.state(), ranks));
  }

  /**
   * Whether two states hold the same declaration of an owner: what one has and the other lacks was
   * lost there to a higher rank.
   */
  public static boolean sameIntent(
      Contribution a, DesiredState inA, Contribution b, DesiredState inB, Comparator<Owner> ranks) {
    return a.digest().equals(b.digest())
        || (beside(a).equals(beside(b)) && covered(a, inB, ranks) && covered(b, inA, ranks));
  }

  private static DesiredState beside(Contribution contribution) {
    return contribution.state().withTables(List.of());
  }

  /** Whether each route of the contribution is in the state, or gave way there. */
  private static boolean covered(
      Contribution contribution, DesiredState state, Comparator<Owner> ranks) {
    for (DesiredTable table : contribution.state().tables()) {
      Optional<DesiredTable> there = state.table(table.id());
      for (Family family : Family.values()) {
        Cursor cursor = new Cursor(there, family);
        RouteList routes = table.routes(family);
        for (int i = 0; i < routes.size(); i++) {
          if (!cursor.seek(table, routes, i)
              || !serves(cursor.way(), table.ways().get(routes.way(i)), ranks)) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private static boolean serves(Way there, Way wanted, Comparator<Owner> ranks) {
    return there.owner().equals(wanted.owner())
        ? there.equals(wanted)
        : ranks.compare(there.owner(), wanted.owner()) < 0;
  }
}
