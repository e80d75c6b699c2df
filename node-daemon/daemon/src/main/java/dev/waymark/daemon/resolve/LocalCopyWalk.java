package dev.waymark.daemon.resolve;

import dev.waymark.api.net.Family;
import dev.waymark.api.net.Prefix;
import dev.waymark.daemon.resolve.ResolvedRoute.Kind;
import dev.waymark.daemon.resolve.ResolvedRoute.Member;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One walk over a resolved table in its order, in which a prefix stands before all that it holds:
 * the prefixes that cover the present one lie on a stack.
 */
final class LocalCopyWalk {

  private static final int HEAVIEST = 256;
  private static final ResolvedRoute LEFT = new ResolvedRoute(Kind.THROW, 0, List.of(), null);

  private final TableContent table;
  private final List<ResolvedRoute> routes;
  private final Map<Integer, ResolvedRoute> copies = new HashMap<>();
  private final Deque<Cover> covers = new ArrayDeque<>();

  /** A prefix that was copied, and whether it is left to the kernel. */
  private record Cover(long hi, long lo, int length, boolean left) {
    boolean holds(long otherHi, long otherLo) {
      return length <= 64
          ? length == 0 || ((hi ^ otherHi) >>> (64 - length)) == 0
          : hi == otherHi && ((lo ^ otherLo) >>> (128 - length)) == 0;
    }
  }

  LocalCopyWalk(TableContent table, List<ResolvedRoute> routes) {
    this.table = table;
    this.routes = routes;
  }

  /** Adds what is to be copied to {@code out}, until that holds more than {@code limit}. */
  void into(Map<Prefix, ResolvedRoute> out, int limit) {
    for (int i = 0; i < table.size() && out.size() <= limit; i++) {
      while (!covers.isEmpty() && !covers.peek().holds(table.hi(i), table.lo(i))) {
        covers.pop();
      }
      ResolvedRoute copy = copy(table.route(i));
      boolean left = copy.kind() == Kind.THROW;
      Cover cover = covers.peek();
      // Nothing shorter would hide it.
      if (left && (cover == null || cover.left())) {
        continue;
      }
      covers.push(new Cover(table.hi(i), table.lo(i), table.length(i), left));
      out.put(new Prefix(table.family(), table.hi(i), table.lo(i), table.length(i)), copy);
    }
  }

  private ResolvedRoute copy(int index) {
    return copies.computeIfAbsent(index, key -> copy(routes.get(key)));
  }

  private ResolvedRoute copy(ResolvedRoute route) {
    return switch (route.kind()) {
      case KERNEL, PROTECTED, THROW, MULTICAST -> LEFT;
      case LOCAL, BLACKHOLE, UNREACHABLE, PROHIBIT ->
          new ResolvedRoute(route.kind(), 0, List.of(), null);
      case UNICAST ->
          new ResolvedRoute(Kind.UNICAST, mtu(route), members(route), null, route.src());
    };
  }

  /** The kernel takes the route's for granted, even where a device has less. */
  private static int mtu(ResolvedRoute route) {
    boolean every = route.members().stream().allMatch(m -> m.nextHop().mtu() != 0);
    return every ? route.mtu() : 0;
  }

  private List<Member> members(ResolvedRoute route) {
    List<Member> members =
        route.members().stream()
            .map(m -> new Member(plain(m.nextHop()), Math.min(m.weight(), HEAVIEST)))
            .toList();
    if (members.size() == 1) {
      return List.of(new Member(members.getFirst().nextHop(), 1));
    }
    return table.family() == Family.V4 ? members : shareable(members);
  }

  /** In an IPv6 group of the kernel's every next hop has a gateway. */
  private static List<Member> shareable(List<Member> members) {
    List<Member> withGateway = members.stream().filter(m -> gateway(m) != null).toList();
    List<Member> kept = withGateway.isEmpty() ? members.subList(0, 1) : withGateway;
    return kept.size() > 1 ? kept : List.of(new Member(kept.getFirst().nextHop(), 1));
  }

  private static @Nullable Object gateway(Member member) {
    return member.nextHop().gateway();
  }

  private static NextHopIdentity plain(NextHopIdentity hop) {
    return new NextHopIdentity(hop.interfaceIndex(), hop.gateway(), 0);
  }
}
