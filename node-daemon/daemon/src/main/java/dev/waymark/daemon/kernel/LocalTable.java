package dev.waymark.daemon.kernel;

import dev.waymark.api.net.Family;
import dev.waymark.api.net.Prefix;
import dev.waymark.daemon.resolve.ResolvedRoute;
import dev.waymark.libbpf.netlink.IpFamily;
import dev.waymark.libbpf.netlink.NetlinkBatch;
import dev.waymark.libbpf.netlink.NetlinkSocket;
import dev.waymark.libbpf.netlink.Route;
import dev.waymark.libbpf.netlink.RouteFilter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The kernel table that the node's own senders are looked up in. Remembers what it holds, so that a
 * change costs one message for each route that differs; reads it again when somebody else may have
 * changed it.
 */
public final class LocalTable {

  private static final int TOLD = 3;

  private final NetlinkSocket socket;
  private final LocalRouteMessages messages;
  private final int table;
  private Map<Prefix, ResolvedRoute> held = new HashMap<>();
  private boolean known;

  public LocalTable(NetlinkSocket socket, Ownership ownership) {
    this.socket = socket;
    this.table = ownership.localTable();
    this.messages = new LocalRouteMessages(table);
  }

  /** Somebody else may have changed it: the next {@link #hold} reads it first. */
  public void suspect() {
    known = false;
  }

  /**
   * Makes it hold exactly these routes, in the order of {@link LocalChange#between}.
   *
   * @return what the kernel refused, a sentence each; the next call tries again
   */
  public List<String> hold(Map<Prefix, ResolvedRoute> wanted) {
    if (!known) {
      read();
    }
    List<LocalChange> changes = LocalChange.between(held, wanted);
    if (changes.isEmpty()) {
      return List.of();
    }
    NetlinkBatch batch = socket.batch();
    for (LocalChange change : changes) {
      switch (change) {
        case LocalChange.Put put -> put(put, batch);
        case LocalChange.Remove(Prefix to, ResolvedRoute before) -> {
          batch.delete(messages.write(to, before));
          held.remove(to);
        }
      }
    }
    List<String> refused =
        batch.finish().stream()
            .filter(failure -> !failure.absent())
            .map(failure -> String.valueOf(failure.cause().getMessage()))
            .toList();
    known = refused.isEmpty();
    return refused.subList(0, Math.min(TOLD, refused.size()));
  }

  private void put(LocalChange.Put put, NetlinkBatch batch) {
    ResolvedRoute before = put.before();
    if (before != null && !LocalRouteMessages.replaces(put.to().family(), before, put.route())) {
      batch.delete(messages.write(put.to(), before));
    }
    batch.replace(messages.write(put.to(), put.route()));
    held.put(put.to(), put.route());
  }

  private void read() {
    held = new HashMap<>();
    for (IpFamily family : IpFamily.values()) {
      socket.forEachRoute(
          RouteFilter.table(family, table).withProtocol(Ownership.PROTOCOL),
          this::remember,
          () -> held.keySet().removeIf(to -> to.family() == family(family)));
    }
    known = true;
  }

  private void remember(Route route) {
    held.put(LocalRouteMessages.prefix(route), LocalRouteMessages.read(route));
  }

  private static Family family(IpFamily family) {
    return family == IpFamily.V4 ? Family.V4 : Family.V6;
  }
}
