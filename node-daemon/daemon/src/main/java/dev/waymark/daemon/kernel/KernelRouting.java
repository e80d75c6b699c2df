package dev.waymark.daemon.kernel;

import dev.waymark.api.net.Address;
import dev.waymark.api.net.Family;
import dev.waymark.daemon.kernel.KernelObject.End;
import dev.waymark.daemon.kernel.KernelObject.Jump;
import dev.waymark.daemon.kernel.KernelObject.LocalLookup;
import dev.waymark.daemon.kernel.KernelObject.MarkLookup;
import dev.waymark.daemon.kernel.KernelObject.Verdict;
import dev.waymark.daemon.kernel.KernelObject.Via;
import dev.waymark.libbpf.Errno;
import dev.waymark.libbpf.NativeException;
import dev.waymark.libbpf.netlink.IpAddress;
import dev.waymark.libbpf.netlink.IpFamily;
import dev.waymark.libbpf.netlink.KernelObject.Changeable;
import dev.waymark.libbpf.netlink.NetlinkBatch;
import dev.waymark.libbpf.netlink.NetlinkSocket;
import dev.waymark.libbpf.netlink.Route;
import dev.waymark.libbpf.netlink.RouteFilter;
import dev.waymark.libbpf.netlink.RouteHop;
import dev.waymark.libbpf.netlink.RouteType;
import dev.waymark.libbpf.netlink.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Our part of the kernel's routing: reads it, adds to it, removes from it; nothing else. The routes
 * of the table for local senders are {@link LocalTable}'s.
 */
public final class KernelRouting {

  /** The loopback device has this number in every network namespace. */
  static final int LOOPBACK = 1;

  /** What the kernel calls the incoming interface of what the node itself sends. */
  private static final String FROM_THE_NODE = "lo";

  private final NetlinkSocket socket;
  private final Ownership ownership;

  public KernelRouting(NetlinkSocket socket, Ownership ownership) {
    this.socket = socket;
    this.ownership = ownership;
  }

  /** Everything of ours that is there, of the shapes that we make. */
  public List<KernelObject> present() {
    List<KernelObject> present = new ArrayList<>();
    for (Changeable raw : owned()) {
      KernelObject object =
          switch (raw) {
            case Route route -> read(route);
            case Rule rule -> read(rule);
            default -> null;
          };
      if (object != null) {
        present.add(object);
      }
    }
    return present;
  }

  /**
   * Adds in the order given; what is there already stays.
   *
   * @throws NativeException if the kernel refuses one; those before it are added
   */
  public void add(Collection<KernelObject> objects) {
    for (KernelObject object : objects) {
      try {
        socket.add(write(object));
      } catch (NativeException e) {
        if (!e.is(Errno.EEXIST)) {
          throw e;
        }
      }
    }
  }

  /** Removes; what is gone already is no matter. */
  public void remove(Collection<KernelObject> objects) {
    for (KernelObject object : NextHopTables.removalOrder(objects)) {
      socket.delete(write(object));
    }
  }

  /** Removes everything of ours, of whatever shape; returns how much it was. */
  public int removeAll() {
    List<Changeable> owned = owned();
    NetlinkBatch batch = socket.batch();
    owned.forEach(batch::delete);
    int left = 0;
    for (NetlinkBatch.Failure failure : batch.finish()) {
      if (!failure.absent()) {
        throw failure.cause();
      }
      left++;
    }
    return owned.size() - left;
  }

  /** Rules first, so that nothing leads into a table that is going. */
  private List<Changeable> owned() {
    List<Changeable> owned = new ArrayList<>();
    for (IpFamily family : IpFamily.values()) {
      for (Rule rule : socket.rules(family)) {
        if (ownership.ownsRule(rule.protocol(), rule.priority())) {
          owned.add(rule);
        }
      }
    }
    for (IpFamily family : IpFamily.values()) {
      RouteFilter ours = RouteFilter.all(family).withProtocol(Ownership.PROTOCOL);
      for (Route route : socket.routes(ours)) {
        if (ownership.ownsRoute(route.protocol(), route.table())) {
          owned.add(route);
        }
      }
    }
    return owned;
  }

  private @Nullable KernelObject read(Route route) {
    if (route.prefixLength() != 0 || route.table() == ownership.localTable()) {
      return null;
    }
    Family family = family(route.family());
    return switch (route.type()) {
      case UNICAST -> {
        if (route.hops().size() != 1) {
          yield null;
        }
        RouteHop hop = route.hops().getFirst();
        IpAddress gateway = hop.gateway();
        yield new Via(
            family,
            route.table(),
            hop.ifindex(),
            gateway == null ? null : address(gateway),
            route.mtu());
      }
      case LOCAL -> new Verdict(family, route.table(), Verdict.Kind.LOCAL);
      case UNREACHABLE -> new Verdict(family, route.table(), Verdict.Kind.UNREACHABLE);
      case PROHIBIT -> new Verdict(family, route.table(), Verdict.Kind.PROHIBIT);
      case BROADCAST, ANYCAST, MULTICAST, BLACKHOLE, THROW, OTHER -> null;
    };
  }

  private static @Nullable KernelObject read(Rule rule) {
    Family family = family(rule.family());
    return switch (rule.action()) {
      case LOOKUP ->
          rule.iif().equals(FROM_THE_NODE)
              ? new LocalLookup(family, rule.priority(), rule.table())
              : new MarkLookup(family, rule.priority(), rule.mark(), rule.mask(), rule.table());
      case GOTO -> new Jump(family, rule.priority(), rule.mask(), rule.target());
      case NOP -> new End(family, rule.priority());
      case BLACKHOLE, UNREACHABLE, PROHIBIT, OTHER -> null;
    };
  }

  private static Changeable write(KernelObject object) {
    IpFamily family = object.family() == Family.V4 ? IpFamily.V4 : IpFamily.V6;
    return switch (object) {
      case Via via -> owned(family, via.table()).withHop(hop(via)).withMtu(via.mtu());
      case Verdict(Family f, int table, Verdict.Kind kind) ->
          switch (kind) {
            case LOCAL ->
                owned(family, table).ofType(RouteType.LOCAL).withHop(RouteHop.onLink(LOOPBACK));
            case UNREACHABLE -> owned(family, table).ofType(RouteType.UNREACHABLE);
            case PROHIBIT -> owned(family, table).ofType(RouteType.PROHIBIT);
          };
      case MarkLookup lookup ->
          Rule.lookup(family, lookup.priority(), lookup.table())
              .withMark(lookup.pattern(), lookup.mask())
              .withProtocol(Ownership.PROTOCOL);
      case LocalLookup(Family f, int priority, int table) ->
          Rule.lookup(family, priority, table)
              .withIif(FROM_THE_NODE)
              .withProtocol(Ownership.PROTOCOL);
      case Jump jump ->
          Rule.goTo(family, jump.priority(), jump.target())
              .withMark(0, jump.mask())
              .withProtocol(Ownership.PROTOCOL);
      case End end -> Rule.nop(family, end.priority()).withProtocol(Ownership.PROTOCOL);
    };
  }

  private static Route owned(IpFamily family, int table) {
    return Route.toDefault(family).inTable(table).withProtocol(Ownership.PROTOCOL);
  }

  /** The gateway was judged already: the kernel need not look for the subnet again. */
  private static RouteHop hop(Via via) {
    Address gateway = via.gateway();
    return gateway == null
        ? RouteHop.onLink(via.interfaceIndex())
        : RouteHop.via(IpAddress.of(gateway.bytes()), via.interfaceIndex()).forcedOnLink();
  }

  private static Address address(IpAddress address) {
    return new Address(family(address.family()), address.hi(), address.lo());
  }

  private static Family family(IpFamily family) {
    return family == IpFamily.V4 ? Family.V4 : Family.V6;
  }
}
