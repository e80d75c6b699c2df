package dev.waymark.daemon.resolve;

import dev.waymark.api.net.Family;
import dev.waymark.api.net.Prefix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The kernel's main table as it takes part in table 254: for each prefix the best metric that the
 * kernel holds, in ascending order. Its routes to groups of receivers take no part by themselves:
 * they say where this host's own packets go, and the kernel forwards none by them. All groups are in
 * it as a whole, so that no declared default route takes this host's own, behind any Multicast.
 */
final class KernelTableMirror {

  private static final Prefix MULTICAST_V4 = Prefix.parse("224.0.0.0/4");
  private static final Prefix MULTICAST_V6 = Prefix.parse("ff00::/8");

  /** More than any metric that can be declared. */
  private static final long BEHIND_ALL = 1L << 32;

  private KernelTableMirror() {}

  static List<KernelRoute> of(List<KernelRoute> main, Family family) {
    Prefix groups = family == Family.V4 ? MULTICAST_V4 : MULTICAST_V6;
    List<KernelRoute> sorted = new ArrayList<>();
    for (KernelRoute route : main) {
      if (route.to().family() == family && !groups.contains(route.to())) {
        sorted.add(route);
      }
    }
    sorted.add(new KernelRoute(groups, BEHIND_ALL));
    sorted.sort(Comparator.comparing(KernelRoute::to).thenComparingLong(KernelRoute::metric));
    List<KernelRoute> best = new ArrayList<>(sorted.size());
    for (KernelRoute route : sorted) {
      if (best.isEmpty() || !best.getLast().to().equals(route.to())) {
        best.add(route);
      }
    }
    return best;
  }
}
