package dev.waymark.daemon.converge;

import dev.waymark.daemon.resolve.TableContent;
import dev.waymark.dataplane.commit.Commit;
import dev.waymark.dataplane.commit.SortedRoutes;
import dev.waymark.dataplane.nexthop.Route;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The routes of a state as an open commit knows them. In tables that a suppressing rule names they
 * tell the length of their prefixes, so that one route has a handle for each length; a route that
 * is counted by itself has a handle for each prefix.
 */
final class RouteHandles {

  private final Commit commit;
  private final List<@Nullable Route> shared;
  private final OwnRoute own;
  private final int[] plain;
  private final Map<Integer, int[]> byLength = new HashMap<>();

  /** The route of one prefix of a table, with a counter of its own. */
  interface OwnRoute {
    Route of(TableContent content, int index);
  }

  /**
   * Interns the shared routes.
   *
   * @param shared null where no table uses the route, or each prefix has its own
   */
  RouteHandles(Commit commit, List<@Nullable Route> shared, OwnRoute own) {
    this.commit = commit;
    this.shared = shared;
    this.own = own;
    this.plain = handles(UnaryOperator.identity());
  }

  /**
   * A table's content in the data plane's words.
   *
   * @param content null: nothing
   * @param lengths whether its routes tell the length of their prefixes
   */
  SortedRoutes of(@Nullable TableContent content, boolean lengths) {
    int[] handles = new int[content == null ? 0 : content.size()];
    for (int i = 0; content != null && i < handles.length; i++) {
      int[] known = lengths ? ofLength(content.length(i)) : plain;
      handles[i] = known[content.route(i)];
      if (handles[i] == 0) {
        Route route = own.of(content, i);
        handles[i] = commit.route(lengths ? route.ofLength(content.length(i)) : route);
      }
    }
    return new TableRows(content, handles);
  }

  private int[] ofLength(int length) {
    return byLength.computeIfAbsent(length, key -> handles(route -> route.ofLength(key)));
  }

  private int[] handles(UnaryOperator<Route> as) {
    int[] handles = new int[shared.size()];
    for (int i = 0; i < handles.length; i++) {
      Route route = shared.get(i);
      handles[i] = route == null ? 0 : commit.route(as.apply(route));
    }
    return handles;
  }
}
