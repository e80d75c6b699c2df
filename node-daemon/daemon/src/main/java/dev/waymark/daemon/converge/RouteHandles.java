package dev.waymark.daemon.converge;

import dev.waymark.daemon.resolve.TableContent;
import dev.waymark.dataplane.commit.Commit;
import dev.waymark.dataplane.commit.SortedRoutes;
import dev.waymark.dataplane.nexthop.Route;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The routes of a state as an open commit knows them. In tables that a suppressing rule names they
 * tell the length of their prefixes, so that one route has a handle for each length.
 */
final class RouteHandles {

  private final Commit commit;
  private final List<Route> routes;
  private final int[] plain;
  private final Map<Integer, int[]> byLength = new HashMap<>();

  RouteHandles(Commit commit, List<Route> routes) {
    this.commit = commit;
    this.routes = routes;
    this.plain = routes.stream().mapToInt(commit::route).toArray();
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
    return byLength.computeIfAbsent(
        length,
        key -> routes.stream().mapToInt(route -> commit.route(route.ofLength(key))).toArray());
  }
}
