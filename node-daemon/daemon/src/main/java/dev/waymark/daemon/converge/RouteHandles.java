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
 * tell the length of their prefixes, so that one route has a handle for each length.
 */
final class RouteHandles {

  private final Commit commit;
  private final List<@Nullable Route> routes;
  private final int[] plain;
  private final Map<Integer, int[]> byLength = new HashMap<>();

  /**
   * Interns the routes.
   *
   * @param routes null where no table uses the route
   */
  RouteHandles(Commit commit, List<@Nullable Route> routes) {
    this.commit = commit;
    this.routes = routes;
    this.plain = handles(UnaryOperator.identity());
  }

  /**
   * A table's content in the data plane's words.
   *
   * @param content null: nothing
   * @param lengths whether its routes tell the length of their prefixes
   */
  SortedRoutes of(@Nullable TableContent content, boolean lengths) {
    return new SortedRoutes() {
      @Override
      public int size() {
        return content == null ? 0 : content.size();
      }

      @Override
      public long hi(int index) {
        return some().hi(index);
      }

      @Override
      public long lo(int index) {
        return some().lo(index);
      }

      @Override
      public int length(int index) {
        return some().length(index);
      }

      @Override
      public int route(int index) {
        int[] handles = lengths ? ofLength(length(index)) : plain;
        return handles[some().route(index)];
      }

      private TableContent some() {
        if (content == null) {
          throw new IndexOutOfBoundsException("the table is empty");
        }
        return content;
      }
    };
  }

  private int[] ofLength(int length) {
    return byLength.computeIfAbsent(length, key -> handles(route -> route.ofLength(key)));
  }

  private int[] handles(UnaryOperator<Route> as) {
    int[] handles = new int[routes.size()];
    for (int i = 0; i < handles.length; i++) {
      Route route = routes.get(i);
      handles[i] = route == null ? 0 : commit.route(as.apply(route));
    }
    return handles;
  }
}
