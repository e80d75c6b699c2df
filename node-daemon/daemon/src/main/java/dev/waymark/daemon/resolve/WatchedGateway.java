package dev.waymark.daemon.resolve;

import dev.waymark.api.net.Address;
import dev.waymark.compiler.model.DesiredLiveness;
import dev.waymark.compiler.model.DesiredLiveness.Question;
import dev.waymark.compiler.model.DesiredState;
import dev.waymark.compiler.model.DesiredTable;
import dev.waymark.compiler.model.Hop;
import dev.waymark.compiler.model.Owner;
import dev.waymark.compiler.model.Way;
import dev.waymark.daemon.resolve.HopOutcome.Usable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A gateway, and how it is asked whether it lives. Tables that ask the same of it share the answer.
 *
 * @param port of TCP; 0 for ICMP
 * @param failures how many answers in a row must fail
 * @param interfaceName by which it is asked
 */
public record WatchedGateway(
    Question question,
    int port,
    long intervalMillis,
    int failures,
    int interfaceIndex,
    String interfaceName,
    Address gateway) {

  static WatchedGateway of(DesiredLiveness how, InterfaceState output, Address gateway) {
    return new WatchedGateway(
        how.question(),
        how.port(),
        how.intervalMillis(),
        how.failures(),
        output.index(),
        output.name(),
        gateway);
  }

  /** Every gateway that a state wants to be watched, as far as this node can reach it at all. */
  public static Set<WatchedGateway> of(DesiredState state, NodeFacts facts) {
    Map<Owner, DesiredLiveness> liveness = byOwner(state);
    Set<WatchedGateway> watched = new HashSet<>();
    if (liveness.isEmpty()) {
      return watched;
    }
    GatewayResolution gateways = new GatewayResolution(facts);
    Map<Integer, InterfaceState> byIndex = facts.byIndex();
    for (DesiredTable table : state.tables()) {
      for (Way way : table.ways()) {
        DesiredLiveness how = liveness.get(way.owner());
        for (Hop hop : way.via()) {
          if (how != null && gateways.resolve(hop, 0) instanceof Usable(NextHopIdentity identity)) {
            Address gateway = identity.gateway();
            InterfaceState output = byIndex.get(identity.interfaceIndex());
            if (gateway != null && output != null) {
              watched.add(of(how, output, gateway));
            }
          }
        }
      }
    }
    return watched;
  }

  static Map<Owner, DesiredLiveness> byOwner(DesiredState state) {
    Map<Owner, DesiredLiveness> byOwner = new HashMap<>();
    state.liveness().forEach(one -> byOwner.put(one.owner(), one));
    return byOwner;
  }

  /** What its silence is, as a sentence. */
  String silence() {
    return switch (question) {
      case ICMP -> "gateway %s by %s answers no echo request".formatted(gateway, interfaceName);
      case TCP ->
          "gateway %s by %s takes no connection to port %d".formatted(gateway, interfaceName, port);
    };
  }
}
