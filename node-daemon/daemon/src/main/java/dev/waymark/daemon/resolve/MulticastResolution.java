package dev.waymark.daemon.resolve;

import dev.waymark.api.v1alpha1.Reason;
import dev.waymark.compiler.model.Hop;
import dev.waymark.compiler.model.Way;
import dev.waymark.daemon.resolve.HopOutcome.Unusable;
import dev.waymark.daemon.resolve.HopOutcome.Usable;
import dev.waymark.daemon.resolve.ResolvedRoute.Kind;
import dev.waymark.daemon.resolve.ResolvedRoute.Member;
import dev.waymark.daemon.resolve.WayResolution.Outcome;
import dev.waymark.daemon.resolve.WayResolution.Trouble;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A Multicast way against this node: the outputs that are usable and not the input. So one list of
 * interfaces serves nodes on every side of a group.
 */
final class MulticastResolution {

  private final GatewayResolution gateways;

  MulticastResolution(GatewayResolution gateways) {
    this.gateways = gateways;
  }

  Outcome resolve(Way way) {
    List<Trouble> troubles = new ArrayList<>();
    Hop input = new Hop(null, way.inputInterface(), 1, false, false);
    return switch (gateways.resolve(input, 0)) {
      case Unusable(Reason reason, String message) -> {
        troubles.add(new Trouble(reason, "inputInterface: " + message));
        yield new Outcome(null, troubles);
      }
      case Usable(NextHopIdentity in) -> from(in.interfaceIndex(), way, troubles);
    };
  }

  private Outcome from(int input, Way way, List<Trouble> troubles) {
    SortedSet<NextHopIdentity> outputs = new TreeSet<>();
    boolean allOptional = true;
    for (Hop hop : way.via()) {
      switch (gateways.resolve(hop, 0)) {
        case Usable(NextHopIdentity output) when output.interfaceIndex() == input -> {
          // Never back to where it came from.
        }
        case Usable(NextHopIdentity output) -> outputs.add(output);
        case Unusable(Reason reason, String message) -> {
          allOptional &= hop.optional();
          if (!hop.optional()) {
            troubles.add(new Trouble(reason, message));
          }
        }
      }
    }
    if (outputs.isEmpty()) {
      if (!allOptional) {
        troubles.add(
            new Trouble(Reason.NoUsableNextHop, "no output is usable; the route is withdrawn"));
      }
      return new Outcome(null, troubles);
    }
    List<Member> members = outputs.stream().map(output -> new Member(output, 1)).toList();
    return new Outcome(
        new ResolvedRoute(Kind.MULTICAST, way.mtu(), members, way.owner(), null, input), troubles);
  }
}
