package dev.waymark.dataplane.reference;

import dev.waymark.dataplane.reference.Config.Declared;
import dev.waymark.dataplane.reference.Config.Hop;
import dev.waymark.dataplane.reference.Config.Interface;
import dev.waymark.dataplane.reference.Config.NextHop;
import dev.waymark.dataplane.reference.Config.Route;
import dev.waymark.dataplane.reference.Config.RouteKind;
import dev.waymark.dataplane.reference.Config.Rule;
import dev.waymark.dataplane.reference.Config.SourceCheck;
import dev.waymark.dataplane.reference.Outcome.Way;
import dev.waymark.dataplane.reference.ReferenceRules.Subject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** The way of a packet through one configuration, from top to bottom. */
public final class ReferencePath {
  private static final int OWN = 0;
  private static final int DEFAULT = 253;
  private static final int MAIN = 254;
  private static final int MOST_TRIES = 8;

  /** An interface that no test makes. */
  public static final int NO_DEVICE = 999;

  private final Config config;
  private final ToIntFunction<Address> kernel;
  private final Map<Integer, ReferenceFib> tables = new HashMap<>();
  private final FragmentMemory fragments;

  /** On a node whose kernel has no routes. */
  public ReferencePath(Config config, FragmentMemory fragments) {
    this(config, fragments, address -> 0);
  }

  /**
   * On a node whose kernel has routes.
   *
   * @param fragments that the node has seen
   * @param kernel the interface that the kernel's own route to an address leaves by; 0: it has none
   */
  public ReferencePath(Config config, FragmentMemory fragments, ToIntFunction<Address> kernel) {
    this.config = config;
    this.fragments = fragments;
    this.kernel = kernel;
    config.tables().forEach((id, entries) -> tables.put(id, new ReferenceFib(entries)));
  }

  /**
   * A packet as it arrives.
   *
   * @param frame with its Ethernet header
   * @param link whom its frame is addressed to
   * @param mark that it already carries
   * @param gsoSize bytes of payload of each segment, when it stands for several; 0: one packet
   */
  public record Arrival(Bytes frame, int ifindex, Link link, int mark, int gsoSize) {
    /** How many packets it stands for. */
    public int packets() {
      return gsoSize == 0 ? 1 : 2 + frame.length() / gsoSize;
    }
  }

  /** The receiver of a frame on its link. */
  public enum Link {
    US,
    GROUP,
    OTHERS
  }

  public Outcome of(Arrival arrival) {
    byte[] frame = arrival.frame().toArray();
    Interface input = input(arrival.ifindex());
    if (input == null) {
      return passed(arrival, Reason.PASS_NOT_ATTACHED);
    }
    Seen seen = ReferenceParser.read(frame);
    if (seen.refused() == Reason.PASS_NOT_IP || seen.refused() == Reason.PASS_VLAN) {
      return passed(arrival, seen.refused());
    }
    if (arrival.link() == Link.OTHERS) {
      return passed(arrival, Reason.PASS_OTHER_HOST);
    }
    if (seen.refused() != null) {
      return passed(arrival, seen.refused());
    }
    if (arrival.link() == Link.GROUP && !seen.destination().isMulticast()) {
      return passed(arrival, Reason.PASS_OTHER_HOST);
    }
    if (seen.exempt()) {
      return passed(arrival, Reason.PASS_EXEMPT);
    }
    boolean own = !seen.destination().isMulticast() && lookup(OWN, seen.destination()) != null;
    List<Rule> rules =
        own ? config.toNode(seen.destination().v6()) : config.rules(seen.destination().v6());
    return rules(arrival, seen, input, own, new ReferenceRules(rules));
  }

  private Outcome rules(
      Arrival arrival, Seen seen, Interface input, boolean own, ReferenceRules rules) {
    L4 l4 = seen.l4();
    if (rules.needTransport() && !seen.quotes() && seen.fragment()) {
      if (seen.cut()) {
        return passed(arrival, Reason.DROP_FRAG_TINY);
      }
      if (!seen.later()) {
        fragments.remember(seen);
      } else if (FragmentMemory.matters(seen)) {
        l4 = fragments.recall(seen);
        if (l4 == null) {
          return passed(arrival, Reason.PASS_FRAGMENT_UNKNOWN);
        }
      }
    }
    Subject subject =
        new Subject(seen.from(), seen.to(), arrival.ifindex(), seen.dscp(), arrival.mark(), l4);
    int tries = 0;
    for (int i = rules.next(subject, 0); i >= 0; i = rules.next(subject, i + 1)) {
      Rule rule = rules.get(i);
      Declared found = null;
      if (rule.action() == Config.Action.LOOKUP) {
        tries++;
        found = unsuppressed(rule, seen.destination());
        if (found == null && tries == MOST_TRIES) {
          return ended(arrival, Reason.PASS_RULE_LIMIT, 0, tries);
        }
        if (found == null) {
          continue;
        }
      }
      if (rule.effects().isOver(arrival)) {
        return ended(arrival, Reason.DROP_LIMIT, i + 1, tries);
      }
      Arrival changed = rule.effects().on(arrival, seen.destination().v6());
      Outcome outcome =
          found == null
              ? own && rule.action() == Config.Action.REJECT
                  ? Rejection.outcome(arrival, seen, i + 1)
                  : act(changed, rule, i + 1, tries)
              : found(changed, seen, input, found.route(), i + 1, rule.table(), tries);
      return outcome.droppedAsItCame(arrival);
    }
    if (own) {
      return passed(arrival, Reason.PASS_OWN_ADDRESS);
    }
    for (int table : new int[] {MAIN, DEFAULT}) {
      Route route = serving(table, seen.destination());
      if (route != null) {
        return found(arrival, seen, input, route, 0, table, tries);
      }
    }
    return ended(arrival, Reason.PASS_NO_ROUTE, 0, tries);
  }

  private Outcome act(Arrival arrival, Rule rule, int number, int tries) {
    return switch (rule.action()) {
      case DROP -> ended(arrival, Reason.DROP_RULE, number, tries);
      case PASS -> ended(arrival, Reason.PASS_RULE, number, tries);
      case REJECT -> {
        Way way = marked(arrival, Reason.KERNEL_REJECT, rule.mark());
        yield new Outcome(number, 0, tries, null, List.of(), List.of(way), null);
      }
      case LOOKUP -> throw new IllegalStateException("a Lookup ends where its route does");
    };
  }

  /** What a Lookup counts as found. */
  private @Nullable Declared unsuppressed(Rule rule, Address destination) {
    ReferenceFib fib = tables.get(rule.table());
    Declared found = fib == null ? null : fib.declaration(destination);
    return found == null
            || serving(rule.table(), destination) == null
            || found.to().length() <= rule.effects().suppress()
        ? null
        : found;
  }

  private Outcome found(
      Arrival arrival, Seen seen, Interface input, Route route, int rule, int table, int tries) {
    if (route.type() == RouteKind.UNICAST && !route.hops().isEmpty()) {
      List<NextHop> nextHops = route.hops().stream().map(Hop::nextHop).toList();
      List<Way> ways =
          nextHops.stream().map(hop -> forward(arrival, seen, input, route, hop)).toList();
      return new Outcome(rule, table, tries, route, nextHops, ways, seen.flow());
    }
    if (route.type() == RouteKind.MULTICAST) {
      return new ReferenceReplication(arrival, seen, route).outcome(rule, table, tries);
    }
    Way way =
        switch (route.type()) {
          case UNICAST -> unchanged(arrival, Reason.DROP_NO_NEXT_HOP);
          case BLACKHOLE -> unchanged(arrival, Reason.DROP_BLACKHOLE);
          case LOCAL -> marked(arrival, Reason.KERNEL_LOCAL, route.mark());
          case UNREACHABLE -> marked(arrival, Reason.KERNEL_UNREACHABLE, route.mark());
          case PROHIBIT -> marked(arrival, Reason.KERNEL_PROHIBIT, route.mark());
          case KERNEL -> unchanged(arrival, Reason.PASS_KERNEL_ROUTE);
          case PROTECTED -> unchanged(arrival, Reason.PASS_PROTECTED);
          case THROW, MULTICAST -> throw new IllegalStateException("no route to take: " + route);
        };
    return new Outcome(rule, table, tries, route, List.of(), List.of(way), null);
  }

  private Way forward(Arrival arrival, Seen seen, Interface input, Route route, NextHop hop) {
    if (!input.fast()) {
      return marked(arrival, Reason.KERNEL_FORWARD, hop.mark());
    }
    if (!sourceIsRight(input, seen.source())) {
      return unchanged(arrival, Reason.DROP_SOURCE_CHECK);
    }
    Reason odd = FastPath.odd(arrival, seen, route, hop);
    if (odd != null) {
      return marked(arrival, odd, hop.mark());
    }
    if (config.translated()) {
      return marked(arrival, Reason.KERNEL_NAT_UNKNOWN, hop.mark());
    }
    byte[] frame = FastPath.unpadded(arrival, seen);
    FastPath.oneHopLess(frame, seen.destination().v6());
    return new Way(Reason.FAST_FORWARD, arrival.mark(), Bytes.of(frame));
  }

  /** Where the route back is the kernel's own, Strict asks the kernel. */
  private boolean sourceIsRight(Interface input, Address source) {
    if (input.sourceCheck() == SourceCheck.OFF) {
      return true;
    }
    if (lookup(OWN, source) != null) {
      return false;
    }
    Route back = back(source);
    if (back == null) {
      return false;
    }
    boolean loose = input.sourceCheck() == SourceCheck.LOOSE;
    return switch (back.type()) {
      case UNICAST ->
          loose || back.hops().stream().anyMatch(hop -> hop.nextHop().ifindex() == input.ifindex());
      case KERNEL, PROTECTED -> loose || kernel.applyAsInt(source) == input.ifindex();
      default -> false;
    };
  }

  private @Nullable Route back(Address source) {
    Route main = serving(MAIN, source);
    return main != null ? main : serving(DEFAULT, source);
  }

  /** Groups of receivers are served by Multicast routes alone, and these serve nothing else. */
  private @Nullable Route serving(int table, Address destination) {
    Route route = routed(table, destination);
    boolean fits =
        route != null && destination.isMulticast() == (route.type() == RouteKind.MULTICAST);
    return fits ? route : null;
  }

  /** Throw is as if nothing were found. */
  private @Nullable Route routed(int table, Address address) {
    Route route = lookup(table, address);
    return route == null || route.type() == RouteKind.THROW ? null : route;
  }

  private @Nullable Route lookup(int table, Address address) {
    ReferenceFib fib = tables.get(table);
    return fib == null ? null : fib.lookup(address);
  }

  private @Nullable Interface input(int ifindex) {
    for (Interface candidate : config.interfaces()) {
      if (candidate.ifindex() == ifindex) {
        return candidate;
      }
    }
    return null;
  }

  private static Outcome passed(Arrival arrival, Reason reason) {
    return ended(arrival, reason, 0, 0);
  }

  private static Outcome ended(Arrival arrival, Reason reason, int rule, int tries) {
    Way way = unchanged(arrival, reason);
    return new Outcome(rule, 0, tries, null, List.of(), List.of(way), null);
  }

  private static Way unchanged(Arrival arrival, Reason reason) {
    return new Way(reason, arrival.mark(), arrival.frame());
  }

  private Way marked(Arrival arrival, Reason reason, int mark) {
    int merged = (arrival.mark() & ~config.markMask()) | mark;
    return new Way(reason, merged, arrival.frame());
  }
}
