package dev.waymark.dataplane.reference;

import dev.waymark.dataplane.reference.Config.Hop;
import dev.waymark.dataplane.reference.Config.Interface;
import dev.waymark.dataplane.reference.Config.NextHop;
import dev.waymark.dataplane.reference.Config.Route;
import dev.waymark.dataplane.reference.Config.RouteKind;
import dev.waymark.dataplane.reference.Config.Rule;
import dev.waymark.dataplane.reference.Config.SourceCheck;
import dev.waymark.dataplane.reference.Outcome.Way;
import dev.waymark.dataplane.reference.ReferenceRules.Subject;
import java.util.Arrays;
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
  private final ReferenceRules rulesV4;
  private final ReferenceRules rulesV6;

  /** On a node whose kernel has no routes. */
  public ReferencePath(Config config) {
    this(config, address -> 0);
  }

  /**
   * On a node whose kernel has routes.
   *
   * @param kernel the interface that the kernel's own route to an address leaves by; 0: it has none
   */
  public ReferencePath(Config config, ToIntFunction<Address> kernel) {
    this.config = config;
    this.kernel = kernel;
    config.tables().forEach((id, entries) -> tables.put(id, new ReferenceFib(entries)));
    rulesV4 = new ReferenceRules(config.rulesV4());
    rulesV6 = new ReferenceRules(config.rulesV6());
  }

  /**
   * A packet as it arrives.
   *
   * @param frame with its Ethernet header
   * @param link whom its frame is addressed to
   * @param mark that it already carries
   * @param gsoSize bytes of payload of each segment, when it stands for several; 0: one packet
   */
  public record Arrival(Bytes frame, int ifindex, Link link, int mark, int gsoSize) {}

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
    if (!seen.destination().isMulticast() && lookup(OWN, seen.destination()) != null) {
      return passed(arrival, Reason.PASS_OWN_ADDRESS);
    }
    return rules(arrival, seen, input);
  }

  private Outcome rules(Arrival arrival, Seen seen, Interface input) {
    ReferenceRules rules = seen.destination().v6() ? rulesV6 : rulesV4;
    Subject subject = new Subject(seen.from(), seen.to(), arrival.ifindex(), seen.dscp());
    int tries = 0;
    for (int i = rules.next(subject, 0); i >= 0; i = rules.next(subject, i + 1)) {
      Rule rule = rules.get(i);
      switch (rule.action()) {
        case DROP -> {
          return ended(arrival, Reason.DROP_RULE, i + 1, tries);
        }
        case PASS -> {
          return ended(arrival, Reason.PASS_RULE, i + 1, tries);
        }
        case REJECT -> {
          Way way = marked(arrival, Reason.KERNEL_REJECT, rule.mark());
          return new Outcome(i + 1, 0, tries, null, List.of(), List.of(way), null);
        }
        case LOOKUP -> {
          tries++;
          Route route = serving(rule.table(), seen.destination());
          if (route != null) {
            return found(arrival, seen, input, route, i + 1, rule.table(), tries);
          }
          if (tries == MOST_TRIES) {
            return ended(arrival, Reason.PASS_RULE_LIMIT, 0, tries);
          }
        }
      }
    }
    for (int table : new int[] {MAIN, DEFAULT}) {
      Route route = serving(table, seen.destination());
      if (route != null) {
        return found(arrival, seen, input, route, 0, table, tries);
      }
    }
    return ended(arrival, Reason.PASS_NO_ROUTE, 0, tries);
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
    Reason odd = odd(arrival, seen, route, hop);
    if (odd != null) {
      return marked(arrival, odd, hop.mark());
    }
    byte[] frame = unpadded(arrival, seen);
    oneHopLess(frame, seen.destination().v6());
    return new Way(Reason.FAST_FORWARD, arrival.mark(), Bytes.of(frame));
  }

  private static @Nullable Reason odd(Arrival arrival, Seen seen, Route route, NextHop hop) {
    if (seen.ttl() <= 1) {
      return Reason.KERNEL_TTL;
    }
    if (seen.options()) {
      return Reason.KERNEL_OPTIONS;
    }
    if (seen.later()) {
      return Reason.KERNEL_FRAGMENT;
    }
    if (hop.noL2()) {
      return Reason.KERNEL_NO_L2;
    }
    if (tooLong(arrival, seen, route, hop)) {
      return Reason.KERNEL_MTU;
    }
    return hop.ifindex() == NO_DEVICE ? Reason.KERNEL_REDIRECT_FAILED : null;
  }

  static boolean tooLong(Arrival arrival, Seen seen, Route route, NextHop hop) {
    int mtu = route.mtu() == 0 ? hop.mtu() : Math.min(route.mtu(), hop.mtu());
    int size = arrival.gsoSize() == 0 ? seen.ipLength() : seen.headers() + arrival.gsoSize();
    return size > mtu;
  }

  /** The frame without what the link added behind the IP packet. */
  static byte[] unpadded(Arrival arrival, Seen seen) {
    byte[] frame = arrival.frame().toArray();
    return arrival.gsoSize() == 0 ? Arrays.copyOf(frame, 14 + seen.ipLength()) : frame;
  }

  /** One less in the TTL or hop limit of the packet in a frame. */
  static void oneHopLess(byte[] frame, boolean v6) {
    if (v6) {
      frame[14 + 7]--;
    } else {
      decrementTtl(frame, 14);
    }
  }

  /** RFC 1624, equation 3, written out: what the sender got wrong stays exactly as wrong. */
  private static void decrementTtl(byte[] frame, int ip) {
    int before = ReferenceParser.u16(frame, ip + 8);
    frame[ip + 8]--;
    int after = ReferenceParser.u16(frame, ip + 8);
    int sum = (~ReferenceParser.u16(frame, ip + 10) & 0xffff) + (~before & 0xffff) + after;
    sum = (sum & 0xffff) + (sum >>> 16);
    sum = (sum & 0xffff) + (sum >>> 16);
    frame[ip + 10] = (byte) (~sum >>> 8);
    frame[ip + 11] = (byte) ~sum;
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
