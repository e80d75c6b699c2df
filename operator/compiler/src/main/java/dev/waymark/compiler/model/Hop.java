package dev.waymark.compiler.model;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import dev.waymark.api.net.Address;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One next hop of a way, as declared; the node resolves it.
 *
 * @param gateway null: the destination is on the link of the interface
 * @param interfaceName null: found through the node's connected prefixes
 * @param weight 1–256, its share among the hops of the way
 * @param onlink the gateway is reachable though no connected prefix says so
 * @param optional its absence is no failure
 */
public record Hop(
    @Nullable Address gateway,
    @Nullable String interfaceName,
    int weight,
    boolean onlink,
    boolean optional)
    implements Comparable<Hop> {
  private static final Comparator<Hop> ORDER =
      comparing(Hop::gateway, nullsFirst(naturalOrder()))
          .thenComparing(Hop::interfaceName, nullsFirst(naturalOrder()))
          .thenComparingInt(Hop::weight)
          .thenComparing(Hop::onlink)
          .thenComparing(Hop::optional);

  /** Refuses a hop that leads nowhere, and weights outside 1–256. */
  public Hop {
    if (gateway == null && interfaceName == null) {
      throw new IllegalArgumentException("a hop without gateway and interface");
    }
    if (weight < 1 || weight > 256) {
      throw new IllegalArgumentException("weight " + weight + " is not 1–256");
    }
  }

  /** By gateway, then interface, then the rest; absent first. */
  @Override
  public int compareTo(Hop other) {
    return ORDER.compare(this, other);
  }
}
