package dev.waymark.compiler.model;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import dev.waymark.api.net.Address;
import dev.waymark.api.v1alpha1.RouteType;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a route says but its destination. Routes that say the same share one way.
 *
 * @param metric 0–4294967295; the lowest usable one of a prefix wins
 * @param via sorted; empty unless the type is Unicast or Multicast
 * @param mtu bytes; 0: the device's
 * @param src the source address that local senders use
 * @param force whether the route also applies inside protected prefixes
 * @param expiresAt when the node withdraws it; null: never
 * @param inputInterface what packets must come in by; only and always for Multicast
 */
public record Way(
    RouteType type,
    long metric,
    List<Hop> via,
    int mtu,
    @Nullable Address src,
    boolean force,
    @Nullable Instant expiresAt,
    Owner owner,
    @Nullable String inputInterface)
    implements Comparable<Way> {
  /** The largest metric, 32 bits as in the kernel. */
  public static final long METRIC_MAX = 0xffff_ffffL;

  private static final Comparator<Way> ORDER =
      comparingLong(Way::metric)
          .thenComparing(Way::type)
          .thenComparing(Way::via, Way::compareHops)
          .thenComparingInt(Way::mtu)
          .thenComparing(Way::src, nullsFirst(naturalOrder()))
          .thenComparing(Way::force)
          .thenComparing(Way::expiresAt, nullsFirst(naturalOrder()))
          .thenComparing(comparing(Way::owner))
          .thenComparing(Way::inputInterface, nullsFirst(naturalOrder()));

  /** Sorts the hops; refuses what no route can say. */
  public Way {
    if (metric < 0 || metric > METRIC_MAX) {
      throw new IllegalArgumentException("metric " + metric + " is not 0–" + METRIC_MAX);
    }
    if (mtu < 0 || mtu > 65535) {
      throw new IllegalArgumentException("mtu " + mtu + " is not 0–65535");
    }
    if (type.forwards() == via.isEmpty()) {
      throw new IllegalArgumentException("type " + type + " with " + via.size() + " hops");
    }
    if ((type == RouteType.Multicast) != (inputInterface != null)) {
      throw new IllegalArgumentException("type " + type + " with input " + inputInterface);
    }
    via = via.size() < 2 ? List.copyOf(via) : via.stream().sorted().toList();
  }

  /** A way of any type but Multicast. */
  public Way(
      RouteType type,
      long metric,
      List<Hop> via,
      int mtu,
      @Nullable Address src,
      boolean force,
      @Nullable Instant expiresAt,
      Owner owner) {
    this(type, metric, via, mtu, src, force, expiresAt, owner, null);
  }

  /** By metric first, so that a route's candidates stand in the order in which they are tried. */
  @Override
  public int compareTo(Way other) {
    return ORDER.compare(this, other);
  }

  private static int compareHops(List<Hop> a, List<Hop> b) {
    int shared = Math.min(a.size(), b.size());
    for (int i = 0; i < shared; i++) {
      int order = a.get(i).compareTo(b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }
}
