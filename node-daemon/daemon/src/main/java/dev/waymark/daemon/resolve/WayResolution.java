package dev.waymark.daemon.resolve;

import dev.waymark.api.net.Address;
import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.compiler.model.DesiredLiveness;
import dev.waymark.compiler.model.Hop;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.model.Way;
import dev.waymark.daemon.resolve.HopOutcome.Unusable;
import dev.waymark.daemon.resolve.HopOutcome.Usable;
import dev.waymark.daemon.resolve.ResolvedRoute.Kind;
import dev.waymark.daemon.resolve.ResolvedRoute.Member;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One declared way to a destination against this node: what is left of it, and what is not. */
final class WayResolution {

  /**
   * What became of a way.
   *
   * @param route what packets get; null when the way cannot be used now
   * @param troubles why it is not whole; empty also for an optional next hop that is missing
   */
  record Outcome(@Nullable ResolvedRoute route, List<Trouble> troubles) {
    Outcome {
      troubles = List.copyOf(troubles);
    }
  }

  /** A finding before it is known which prefixes it concerns. */
  record Trouble(Reason reason, String message) {}

  private static final Outcome EXPIRED = new Outcome(null, List.of());

  private final GatewayResolution gateways;
  private final Instant now;
  private final Map<Owner, DesiredLiveness> liveness;

  WayResolution(GatewayResolution gateways, Instant now) {
    this(gateways, now, Map.of());
  }

  /**
   * @param liveness of the resources whose gateways are watched
   */
  WayResolution(GatewayResolution gateways, Instant now, Map<Owner, DesiredLiveness> liveness) {
    this.gateways = gateways;
    this.now = now;
    this.liveness = liveness;
  }

  Outcome resolve(Way way) {
    Instant end = way.expiresAt();
    if (end != null && !now.isBefore(end)) {
      return EXPIRED;
    }
    return switch (way.type()) {
      case Unicast -> unicast(way);
      case Local -> plain(Kind.LOCAL, way);
      case Blackhole -> plain(Kind.BLACKHOLE, way);
      case Unreachable -> plain(Kind.UNREACHABLE, way);
      case Prohibit -> plain(Kind.PROHIBIT, way);
      case Throw -> plain(Kind.THROW, way);
      case Multicast -> new MulticastResolution(gateways).resolve(way);
    };
  }

  private static Outcome plain(Kind kind, Way way) {
    return new Outcome(new ResolvedRoute(kind, way.mtu(), List.of(), way.owner()), List.of());
  }

  private Outcome unicast(Way way) {
    Map<NextHopIdentity, Integer> weights = new TreeMap<>();
    List<Trouble> troubles = new ArrayList<>();
    boolean allOptional = true;
    for (Hop hop : way.via()) {
      allOptional &= hop.optional();
      switch (gateways.alive(gateways.resolve(hop, way.mtu()), liveness.get(way.owner()))) {
        case Usable(NextHopIdentity identity) ->
            weights.merge(identity, hop.weight(), Integer::sum);
        case Unusable(Reason reason, String message) -> {
          if (!hop.optional()) {
            troubles.add(new Trouble(reason, message));
          }
        }
      }
    }
    if (weights.isEmpty()) {
      if (!allOptional) {
        troubles.add(
            new Trouble(Reason.NoUsableNextHop, "no next hop is usable; the route is withdrawn"));
      }
      return new Outcome(null, troubles);
    }
    List<Member> members = new ArrayList<>();
    weights.forEach((identity, weight) -> members.add(new Member(identity, weight)));
    return new Outcome(
        new ResolvedRoute(Kind.UNICAST, way.mtu(), members, way.owner(), source(way, troubles)),
        troubles);
  }

  /** The kernel takes only an address that the node has. */
  private @Nullable Address source(Way way, List<Trouble> troubles) {
    Address src = way.src();
    if (src == null || gateways.isOwn(src)) {
      return src;
    }
    troubles.add(
        new Trouble(
            Reason.SourceAbsent,
            "src %s is no address of this node; local senders use that of the output interface"
                .formatted(src)));
    return null;
  }
}
