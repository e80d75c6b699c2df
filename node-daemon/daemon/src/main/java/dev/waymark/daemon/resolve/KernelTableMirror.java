package dev.waymark.daemon.resolve;

import dev.waymark.api.net.Family;
import dev.waymark.api.net.Prefix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The kernel's main table as it takes part in table 254: for each prefix the best metric that the
 * kernel holds, in ascending order. Multicast is in it as a whole, for the kernel never forwards it
 * by a unicast route.
 */
final class KernelTableMirror {

  private static final Prefix MULTICAST_V4 = Prefix.parse("224.0.0.0/4");
  private static final Prefix MULTICAST_V6 = Prefix.parse("ff00::/8");

  private KernelTableMirror() {}

  /** What of it takes part in every other table. */
  static List<KernelRoute> multicast(Family family) {
    return List.of(new KernelRoute(family == Family.V4 ? MULTICAST_V4 : MULTICAST_V6, 0));
  }

  static List<KernelRoute> of(List<KernelRoute> main, Family family) {
    List<KernelRoute> sorted = new ArrayList<>();
    for (KernelRoute route : main) {
      if (route.to().family() == family) {
        sorted.add(route);
      }
    }
    sorted.addAll(multicast(family));
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
