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
import java.util.Optional;
import java.util.function.Predicate;

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

  /**
   * What became of a call.
   *
   * @param changes how many routes were written or removed
   * @param refused what the kernel refused of them, a sentence each
   */
  public record Written(int changes, List<String> refused) {
    static final Written NOTHING = new Written(0, List.of());

    public Written {
      refused = List.copyOf(refused);
    }
  }

  public LocalTable(NetlinkSocket socket, Ownership ownership) {
    this.socket = socket;
    this.table = ownership.localTable();
    this.messages = new LocalRouteMessages(table);
  }

  /** Somebody else may have changed it: it is read before it is relied on. */
  public void suspect() {
    known = false;
  }

  /**
   * Reads it and compares.
   *
   * @param excused routes that the kernel itself takes away; they are not told when they are
   *     missing
   * @return what is otherwise than wanted, a sentence each; the next {@link #hold} puts it right
   */
  public List<String> differences(
      Map<Prefix, ResolvedRoute> wanted, Predicate<ResolvedRoute> excused) {
    read();
    return LocalChange.between(held, wanted).stream()
        .flatMap(change -> difference(change, excused).stream())
        .limit(TOLD)
        .toList();
  }

  private Optional<String> difference(LocalChange change, Predicate<ResolvedRoute> excused) {
    return switch (change) {
      case LocalChange.Put(Prefix to, ResolvedRoute route, ResolvedRoute before)
          when before == null ->
          excused.test(route)
              ? Optional.empty()
              : Optional.of("the route to %s is missing from table %d".formatted(to, table));
      case LocalChange.Put(Prefix to, ResolvedRoute route, ResolvedRoute before) ->
          Optional.of("the route to %s in table %d was changed".formatted(to, table));
      case LocalChange.Remove(Prefix to, ResolvedRoute before) ->
          Optional.of("a route to %s stands in table %d without need".formatted(to, table));
    };
  }

  /**
   * Makes it hold exactly these routes, in the order of {@link LocalChange#between}.
   *
   * @return what was written, and what of it the kernel refused; the next call tries that again
   */
  public Written hold(Map<Prefix, ResolvedRoute> wanted) {
    if (!known) {
      read();
    }
    List<LocalChange> changes = LocalChange.between(held, wanted);
    if (changes.isEmpty()) {
      return Written.NOTHING;
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
    return new Written(changes.size(), refused.subList(0, Math.min(TOLD, refused.size())));
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
