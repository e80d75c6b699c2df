package dev.waymark.daemon.kernel;

import dev.waymark.api.net.Prefix;
import dev.waymark.daemon.resolve.ResolvedRoute;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One change to the table for local senders.
 *
 * <p>The kernel's table changes route by route, under traffic. {@link #between} puts the changes in
 * an order in which every address gets, at every moment, either the answer of before or that of
 * after: what is added or changed first, the longest prefix first; then what goes, the shortest
 * first.
 */
sealed interface LocalChange {

  Prefix to();

  /**
   * The prefix gets this route.
   *
   * @param before what it has; absent: none
   */
  record Put(Prefix to, ResolvedRoute route, @Nullable ResolvedRoute before)
      implements LocalChange {}

  /** The prefix has none any more. */
  record Remove(Prefix to, ResolvedRoute before) implements LocalChange {}

  /** From one table to another. */
  static List<LocalChange> between(
      Map<Prefix, ResolvedRoute> before, Map<Prefix, ResolvedRoute> after) {
    List<LocalChange> coming = new ArrayList<>();
    after.forEach((to, route) -> {
      ResolvedRoute old = before.get(to);
      if (!route.equals(old)) {
        coming.add(new Put(to, route, old));
      }
    });
    List<LocalChange> going = new ArrayList<>();
    before.forEach((to, route) -> {
      if (!after.containsKey(to)) {
        going.add(new Remove(to, route));
      }
    });
    Comparator<LocalChange> shortestFirst =
        Comparator.comparingInt((LocalChange change) -> change.to().length());
    coming.sort(shortestFirst.reversed().thenComparing(LocalChange::to));
    going.sort(shortestFirst.thenComparing(LocalChange::to));
    coming.addAll(going);
    return coming;
  }
}
