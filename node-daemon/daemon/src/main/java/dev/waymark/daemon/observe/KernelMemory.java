package dev.waymark.daemon.observe;

import dev.waymark.api.net.Family;
import dev.waymark.daemon.kernel.Ownership;
import dev.waymark.daemon.resolve.KernelTable;
import dev.waymark.daemon.resolve.KernelTables;
import dev.waymark.libbpf.Errno;
import dev.waymark.libbpf.NativeException;
import dev.waymark.libbpf.netlink.IpFamily;
import dev.waymark.libbpf.netlink.KernelObject;
import dev.waymark.libbpf.netlink.NetlinkEvent;
import dev.waymark.libbpf.netlink.NetlinkSocket;
import dev.waymark.libbpf.netlink.Route;
import dev.waymark.libbpf.netlink.RouteFilter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The followed tables of the kernel: each read once, then kept by the events, and read again only
 * when events do not tell enough.
 */
final class KernelMemory {

  private static final Logger LOG = LoggerFactory.getLogger(KernelMemory.class);

  private final NetlinkSocket socket;
  private final Map<KernelTables.Key, RouteMemory> memories = new HashMap<>();
  private final Set<KernelTables.Key> unsure = new HashSet<>();
  private KernelTables handedOut = KernelTables.NONE;

  KernelMemory(NetlinkSocket socket) {
    this.socket = socket;
  }

  /** Follows these tables and no others. */
  void follow(Set<Integer> tables) {
    memories.keySet().removeIf(key -> !tables.contains(key.table()));
    unsure.removeIf(key -> !tables.contains(key.table()));
    for (int table : tables) {
      for (Family family : Family.values()) {
        KernelTables.Key key = new KernelTables.Key(table, family);
        if (!memories.containsKey(key)) {
          unsure.add(key);
        }
      }
    }
  }

  /** Takes in what the kernel told, in order. */
  void apply(List<NetlinkEvent> events) {
    for (NetlinkEvent event : events) {
      switch (event) {
        case NetlinkEvent.Changed(KernelObject object) -> {
          if (object instanceof Route route && followed(route) && counts(route)) {
            memory(route)
                .added(
                    route.destination().hi(),
                    route.destination().lo(),
                    route.prefixLength(),
                    KernelWays.of(route));
          }
        }
        case NetlinkEvent.Replaced(KernelObject object) -> replaced(object);
        case NetlinkEvent.Removed(KernelObject object) -> removed(object);
        case NetlinkEvent.Overrun() -> readAgain();
      }
    }
  }

  /** The next {@link #tables} reads everything of one family. */
  void readAgain(Family family) {
    memories.keySet().stream().filter(key -> key.family() == family).forEach(unsure::add);
  }

  /** The next {@link #tables} reads everything. */
  void readAgain() {
    unsure.addAll(memories.keySet());
  }

  /** Whether a table could not be read while it changed too fast: what is told of it is old. */
  boolean isBehind() {
    return !unsure.isEmpty();
  }

  /** All of them; the same object while nothing changed. */
  KernelTables tables() {
    Set.copyOf(unsure).forEach(this::read);
    Map<KernelTables.Key, KernelTable> tables = new HashMap<>();
    memories.forEach((key, memory) -> tables.put(key, memory.table()));
    if (!tables.equals(handedOut.tables())) {
      handedOut = new KernelTables(tables);
    }
    return handedOut;
  }

  private void read(KernelTables.Key key) {
    IpFamily family = key.family() == Family.V4 ? IpFamily.V4 : IpFamily.V6;
    RouteMemory[] fresh = {new RouteMemory(key.family())};
    try {
      socket.forEachRoute(
          RouteFilter.table(family, key.table()),
          route -> {
            if (counts(route)) {
              fresh[0].added(
                  route.destination().hi(),
                  route.destination().lo(),
                  route.prefixLength(),
                  KernelWays.of(route));
            }
          },
          () -> fresh[0] = new RouteMemory(key.family()));
    } catch (NativeException e) {
      if (!e.is(Errno.EINTR)) {
        throw e;
      }
      memories.putIfAbsent(key, new RouteMemory(key.family()));
      LOG.warn("kernel table={} family={} is not whole: {}", key.table(), family, e.getMessage());
      return;
    }
    memories.put(key, fresh[0]);
    unsure.remove(key);
  }

  private void replaced(KernelObject object) {
    if (!(object instanceof Route route) || !followed(route)) {
      return;
    }
    if (counts(route)) {
      memory(route)
          .replaced(
              route.destination().hi(),
              route.destination().lo(),
              route.prefixLength(),
              KernelWays.of(route));
    } else {
      // Ours has taken another's place: that one is gone without a word.
      unsure.add(key(route));
    }
  }

  private void removed(KernelObject object) {
    if (object instanceof Route route && followed(route) && counts(route)) {
      boolean sure =
          memory(route)
              .removed(
                  route.destination().hi(),
                  route.destination().lo(),
                  route.prefixLength(),
                  KernelWays.of(route));
      if (!sure) {
        unsure.add(key(route));
      }
    }
  }

  private boolean followed(Route route) {
    return memories.containsKey(key(route));
  }

  private RouteMemory memory(Route route) {
    return memories.computeIfAbsent(key(route), key -> new RouteMemory(key.family()));
  }

  private static KernelTables.Key key(Route route) {
    return new KernelTables.Key(route.table(), KernelWays.family(route.family()));
  }

  /** Our own routes take no part: they would hide or feed themselves. */
  private static boolean counts(Route route) {
    return route.protocol() != Ownership.PROTOCOL;
  }
}
