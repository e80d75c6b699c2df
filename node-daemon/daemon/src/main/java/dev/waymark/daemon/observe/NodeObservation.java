package dev.waymark.daemon.observe;

import dev.waymark.api.net.Address;
import dev.waymark.api.net.Family;
import dev.waymark.api.net.Prefix;
import dev.waymark.daemon.resolve.InterfaceAddress;
import dev.waymark.daemon.resolve.InterfaceState;
import dev.waymark.daemon.resolve.KernelRoute;
import dev.waymark.daemon.resolve.KernelTable;
import dev.waymark.daemon.resolve.KernelTables;
import dev.waymark.daemon.resolve.NodeFacts;
import dev.waymark.libbpf.netlink.IpAddress;
import dev.waymark.libbpf.netlink.Link;
import dev.waymark.libbpf.netlink.NetlinkSocket;
import dev.waymark.libbpf.netlink.Route;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The facts of the network namespace that the socket belongs to. Looks at what the events say has
 * changed, and at nothing else.
 */
public final class NodeObservation {

  private static final int ETHERNET_HEADER = 14;

  private final NetlinkSocket socket;
  private final NodeNews news;
  private final KernelMemory memory;
  private List<InterfaceState> interfaces = List.of();
  private List<InterfaceAddress> addresses = List.of();
  private KernelTables tables = KernelTables.NONE;
  private List<KernelRoute> main = List.of();
  private List<Prefix> local = List.of();
  private boolean looked;
  private boolean oursTouched;
  private boolean oursTold;

  /**
   * An observation that has seen nothing yet.
   *
   * @param news of a subscription that runs already: what it told before counts as seen
   */
  public NodeObservation(NetlinkSocket socket, NodeNews news) {
    this.socket = socket;
    this.news = news;
    this.memory = new KernelMemory(socket);
  }

  /**
   * Everything as it is now.
   *
   * @param kernelTables tables that are followed beside main and local, unsigned 32-bit numbers
   */
  public NodeFacts facts(Set<Integer> kernelTables) {
    Set<Integer> followed = new HashSet<>(kernelTables);
    followed.add(Route.TABLE_MAIN);
    followed.add(Route.TABLE_LOCAL);
    news.follow(followed);
    memory.follow(followed);
    NodeNews.News fresh = news.ask();
    oursTold |= fresh.ours() || fresh.lost();
    oursTouched |= fresh.ours() || fresh.lost() || fresh.interfaces() || !looked;
    if (fresh.interfaces() || fresh.lost() || !looked) {
      lookAtInterfaces();
    }
    memory.apply(fresh.routes());
    if (fresh.lost()) {
      memory.readAgain();
    }
    looked = true;
    takeTables(memory.tables());
    return new NodeFacts(interfaces, addresses, main, local, tables, Set.of());
  }

  /** Whether something of ours in the kernel may have been touched since this was asked last. */
  public boolean oursTouched() {
    boolean touched = oursTouched;
    oursTouched = false;
    return touched;
  }

  /**
   * Whether the kernel told, since this was asked last, that something of ours was removed or
   * somebody else's stands in its place. What goes with an interface or an address it may not tell.
   */
  public boolean oursTold() {
    boolean told = oursTold;
    oursTold = false;
    return told;
  }

  /** Whether a table changed too fast to be read: ask again soon. */
  public boolean isBehind() {
    return memory.isBehind();
  }

  private void lookAtInterfaces() {
    List<InterfaceState> interfacesNow = interfaces();
    List<InterfaceAddress> addressesNow = addresses();
    // With an interface or an address the kernel drops IPv4 routes without a word.
    boolean wentDown =
        interfaces.stream()
            .anyMatch(old ->
                old.up()
                    && interfacesNow.stream()
                        .noneMatch(now -> now.index() == old.index() && now.up()));
    if (wentDown || !addressesNow.containsAll(addresses)) {
      memory.readAgain(Family.V4);
    }
    interfaces = interfacesNow;
    addresses = addressesNow;
  }

  private void takeTables(KernelTables now) {
    KernelTables before = tables;
    tables = now;
    for (Family family : Family.values()) {
      if (now.of(Route.TABLE_MAIN, family) != before.of(Route.TABLE_MAIN, family)) {
        main = mainRoutes();
      }
      if (now.of(Route.TABLE_LOCAL, family) != before.of(Route.TABLE_LOCAL, family)) {
        local = keptByTheKernel();
      }
    }
  }

  private List<InterfaceState> interfaces() {
    List<InterfaceState> interfaces = new ArrayList<>();
    for (Link link : socket.links()) {
      boolean ethernet = link.type() == Link.ETHERNET || link.loopback();
      interfaces.add(
          new InterfaceState(
              link.ifindex(),
              link.name(),
              link.up(),
              link.lowerUp(),
              link.mtu(),
              ethernet ? ETHERNET_HEADER : 0,
              link.loopback(),
              link.kind(),
              link.masterIfindex(),
              link.mac()));
    }
    return interfaces;
  }

  private List<InterfaceAddress> addresses() {
    List<InterfaceAddress> addresses = new ArrayList<>();
    for (dev.waymark.libbpf.netlink.Address one : socket.addresses()) {
      Address own = KernelWays.address(one.address());
      IpAddress peer = one.peer();
      Address reached = peer == null ? own : KernelWays.address(peer);
      addresses.add(
          new InterfaceAddress(one.ifindex(), own, Prefix.of(reached, one.prefixLength())));
    }
    return addresses;
  }

  private List<KernelRoute> mainRoutes() {
    List<KernelRoute> routes = new ArrayList<>();
    for (Family family : Family.values()) {
      KernelTable table = tables.of(Route.TABLE_MAIN, family);
      for (int i = 0; i < table.size(); i++) {
        routes.add(new KernelRoute(table.prefix(i), table.way(i).metric()));
      }
    }
    return routes;
  }

  private List<Prefix> keptByTheKernel() {
    List<Prefix> kept = new ArrayList<>();
    for (Family family : Family.values()) {
      KernelTable table = tables.of(Route.TABLE_LOCAL, family);
      for (int i = 0; i < table.size(); i++) {
        if (table.way(i).local()) {
          kept.add(table.prefix(i));
        }
      }
    }
    return kept;
  }
}
