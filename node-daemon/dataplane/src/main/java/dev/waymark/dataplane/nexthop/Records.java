package dev.waymark.dataplane.nexthop;

import dev.waymark.dataplane.layout.GroupLayout;
import dev.waymark.dataplane.layout.RouteLayout;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The routes, groups and next hops of all tables, each distinct one once.
 *
 * <p>A table uses routes, a route its group, a group its next hops. What nobody uses any more keeps
 * its index until {@link #settle}, called when active and stable generation are the same. Not safe
 * for several threads.
 */
public final class Records {
  private final Interner<Route> routes = new Interner<>();
  private final Interner<Forwarding> groups = new Interner<>();
  private final Interner<NextHop> nextHops = new Interner<>();

  /** The handle of a route: its index in every generation that has it. */
  public int route(Route route) {
    int index = routes.find(route);
    if (index == 0) {
      index = routes.add(route);
      Forwarding group = route.group();
      if (group != null) {
        groups.use(group(group), 1);
      }
    }
    return index;
  }

  private int group(Forwarding group) {
    int index = groups.find(group);
    if (index == 0) {
      index = groups.add(group);
      for (NextHop hop : group.nextHops()) {
        int hopIndex = nextHops.find(hop);
        nextHops.use(hopIndex == 0 ? nextHops.add(hop) : hopIndex, 1);
      }
    }
    return index;
  }

  /**
   * The route of a handle.
   *
   * @throws IllegalArgumentException if it is none
   */
  public Route routeOf(int handle) {
    return routes.get(handle);
  }

  /**
   * Does nothing if a handle stands for a route.
   *
   * @throws IllegalArgumentException if it does not
   */
  public void requireRoute(int handle) {
    if (routes.getOrNull(handle) == null) {
      throw new IllegalArgumentException("no route has the handle " + handle);
    }
  }

  /** The route of a handle, or null if it is none (any more). */
  public @Nullable Route routeOrNull(int handle) {
    return routes.getOrNull(handle);
  }

  /** The group of an index, or null if it is none (any more). */
  public @Nullable Forwarding groupOrNull(int index) {
    return groups.getOrNull(index);
  }

  /** The next hop of an index, or null if it is none (any more). */
  public @Nullable NextHop nextHopOrNull(int index) {
    return nextHops.getOrNull(index);
  }

  /** Prefixes that came to name the route, or, below zero, ceased to. */
  public void use(int handle, int times) {
    if (times != 0) {
      routes.use(handle, times);
    }
  }

  /** Frees what nobody uses; only when no generation but the current one may come back. */
  public void settle() {
    routes.settle((route, index) -> {
      Forwarding group = route.group();
      if (group != null) {
        groups.use(groups.find(group), -1);
      }
    });
    groups.settle(
        (group, index) -> group.nextHops().forEach(hop -> nextHops.use(nextHops.find(hop), -1)));
    nextHops.settle((hop, index) -> {});
  }

  /** Distinct next hops. */
  public int nextHops() {
    return nextHops.taken();
  }

  public int routeCount() {
    return routes.count();
  }

  public int groupCount() {
    return groups.count();
  }

  public int nextHopCount() {
    return nextHops.count();
  }

  /** Indices of records that differ from what was last {@link #written}. */
  public BitSet dirtyRoutes() {
    return routes.dirty();
  }

  public BitSet dirtyGroups() {
    return groups.dirty();
  }

  public BitSet dirtyNextHops() {
    return nextHops.dirty();
  }

  /** Every record was written and published. */
  public void written() {
    routes.written();
    groups.written();
    nextHops.written();
  }

  /** What was written is the stable generation's. */
  public void confirmed() {
    routes.confirmed();
    groups.confirmed();
    nextHops.confirmed();
  }

  /** What stands in the store is what the stable generation had. */
  public void rolledBack() {
    routes.rolledBack();
    groups.rolledBack();
    nextHops.rolledBack();
  }

  /** Every record must be written: the store holds others. */
  public void allDirty() {
    routes.allDirty();
    groups.allDirty();
    nextHops.allDirty();
  }

  /** Fills a route's record; leaves it zero if the index is free. */
  public void encodeRoute(int index, ByteBuffer record) {
    Route route = routes.getOrNull(index);
    if (route != null) {
      record.put(RouteLayout.TYPE, (byte) route.type().code());
      record.put(RouteLayout.PREFIX_LENGTH, (byte) route.prefixLength());
      record.putShort(RouteLayout.MTU, (short) route.mtu());
      Forwarding group = route.group();
      record.putInt(RouteLayout.GROUP, group == null ? 0 : groups.find(group));
      record.putInt(RouteLayout.MARK, route.mark());
      record.putInt(RouteLayout.COUNTER, route.counter());
    }
  }

  /** Fills a group's record; {@code block} is where its buckets or outputs lie, if it has any. */
  public void encodeGroup(int index, int block, ByteBuffer record) {
    switch (groups.getOrNull(index)) {
      case Group group when group.members().size() == 1 ->
          record.putInt(GroupLayout.TARGET, nextHops.find(group.nextHops().getFirst()));
      case Group group -> {
        record.putInt(GroupLayout.BUCKET_BITS, ResilientBuckets.bits(group.members().size()));
        record.putInt(GroupLayout.TARGET, block);
      }
      case Replication each -> {
        record.putInt(GroupLayout.BUCKET_BITS, GroupLayout.GROUP_EACH);
        record.putInt(GroupLayout.TARGET, block);
      }
      case null -> {
        // A free index: its record stays zero.
      }
    }
  }

  /** Fills a next hop's record. */
  public void encodeNextHop(int index, ByteBuffer record) {
    NextHop hop = nextHops.getOrNull(index);
    if (hop != null) {
      hop.encode(record);
    }
  }

  /** The words of a group's buckets or outputs; none for a single next hop or a free index. */
  public int[] block(int groupIndex) {
    return switch (groups.getOrNull(groupIndex)) {
      case Group group when group.members().size() > 1 -> buckets(group.members());
      case Replication each -> each.encode(nextHops::find);
      case Group single -> new int[0];
      case null -> new int[0];
    };
  }

  private int[] buckets(List<Group.Member> members) {
    int[] owners = ResilientBuckets.assign(members);
    for (int bucket = 0; bucket < owners.length; bucket++) {
      owners[bucket] = nextHops.find(members.get(owners[bucket]).nextHop());
    }
    return owners;
  }

  /** Takes the next hops' indices from an adopted store; see {@link Interner#renumber}. */
  public void renumberNextHops(int[] to, int count) {
    nextHops.renumber(to, count);
  }

  public void renumberGroups(int[] to, int count) {
    groups.renumber(to, count);
  }

  public void renumberRoutes(int[] to, int count) {
    routes.renumber(to, count);
  }
}
