package dev.waymark.daemon.observe;

import dev.waymark.daemon.kernel.Ownership;
import dev.waymark.libbpf.netlink.Address;
import dev.waymark.libbpf.netlink.KernelObject;
import dev.waymark.libbpf.netlink.Link;
import dev.waymark.libbpf.netlink.Neighbour;
import dev.waymark.libbpf.netlink.NetlinkEvent;
import dev.waymark.libbpf.netlink.NetworkSetting;
import dev.waymark.libbpf.netlink.Route;
import dev.waymark.libbpf.netlink.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What the kernel told since somebody last asked, sorted by what it is about. One thread tells,
 * another asks. What we did ourselves is no news; what of ours somebody removed is.
 */
public final class NodeNews {

  /** More than these are not remembered one by one: the tables are read again. */
  private static final int MOST_ROUTES = 200_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Ownership ownership;
  private final Map<Integer, Link> links = new HashMap<>();
  private volatile Set<Integer> followed = Set.of(Route.TABLE_MAIN, Route.TABLE_LOCAL);
  private List<NetlinkEvent> routes = new ArrayList<>();
  private boolean interfaces;
  private boolean ours;
  private boolean lost;

  public NodeNews(Ownership ownership) {
    this.ownership = ownership;
  }

  /**
   * What is new.
   *
   * @param interfaces links or addresses are not as they were
   * @param ours somebody may have removed something of ours
   * @param lost anything may have happened
   * @param routes of followed tables, in order
   */
  record News(boolean interfaces, boolean ours, boolean lost, List<NetlinkEvent> routes) {}

  /** From now on routes of these tables are news: before they are read for the first time. */
  void follow(Set<Integer> tables) {
    followed = Set.copyOf(tables);
  }

  /** Hears an event; true if somebody should look. */
  boolean hear(NetlinkEvent event) {
    lock.lock();
    try {
      return switch (event) {
        case NetlinkEvent.Changed(KernelObject object) -> changed(event, object);
        case NetlinkEvent.Replaced(KernelObject object) -> changed(event, object);
        case NetlinkEvent.Removed(KernelObject object) -> removed(event, object);
        case NetlinkEvent.Overrun() -> {
          lose();
          yield true;
        }
      };
    } finally {
      lock.unlock();
    }
  }

  /** All that is new, once. */
  News ask() {
    lock.lock();
    try {
      News news = new News(interfaces, ours, lost, routes);
      routes = new ArrayList<>();
      interfaces = false;
      ours = false;
      lost = false;
      return news;
    } finally {
      lock.unlock();
    }
  }

  private boolean changed(NetlinkEvent event, KernelObject object) {
    return switch (object) {
      case Route route ->
          !ownership.ownsRoute(route.protocol(), route.table()) && route(event, route);
      case Link link -> {
        boolean news = !same(links.put(link.ifindex(), link), link);
        interfaces |= news;
        yield news;
      }
      case Address address -> {
        interfaces = true;
        yield true;
      }
      case NetworkSetting setting -> true;
      case Rule rule -> false;
      case Neighbour neighbour -> false;
    };
  }

  private boolean removed(NetlinkEvent event, KernelObject object) {
    return switch (object) {
      case Route route -> {
        boolean mine = ownership.ownsRoute(route.protocol(), route.table());
        ours |= mine;
        yield mine || route(event, route);
      }
      case Link link -> {
        links.remove(link.ifindex());
        interfaces = true;
        yield true;
      }
      case Address address -> {
        interfaces = true;
        yield true;
      }
      case Rule rule -> {
        boolean mine = ownership.ownsRule(rule.protocol(), rule.priority());
        ours |= mine;
        yield mine;
      }
      case NetworkSetting setting -> true;
      case Neighbour neighbour -> false;
    };
  }

  private boolean route(NetlinkEvent event, Route route) {
    if (route.cached() || !followed.contains(route.table())) {
      return false;
    }
    if (routes.size() >= MOST_ROUTES) {
      lose();
    } else if (!lost) {
      routes.add(event);
    }
    return true;
  }

  private void lose() {
    lost = true;
    routes = new ArrayList<>();
  }

  /** Links tell of much that is nobody's concern here, such as statistics and queues. */
  private static boolean same(@org.jspecify.annotations.Nullable Link before, Link now) {
    return before != null
        && before.name().equals(now.name())
        && before.up() == now.up()
        && before.lowerUp() == now.lowerUp()
        && before.mtu() == now.mtu()
        && before.type() == now.type()
        && before.kind().equals(now.kind())
        && before.masterIfindex() == now.masterIfindex();
  }
}
