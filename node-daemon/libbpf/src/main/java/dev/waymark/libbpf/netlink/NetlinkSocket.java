package dev.waymark.libbpf.netlink;

import dev.waymark.libbpf.Errno;
import dev.waymark.libbpf.NativeException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads and changes the network of one namespace: that of the thread that opens the socket, from
 * whatever thread it is used later. Callers on several threads wait for each other.
 */
public final class NetlinkSocket implements AutoCloseable {
  private static final int TRIES = 20;
  private static final long SHORTEST_PAUSE = 1_000_000;
  private static final long LONGEST_PAUSE = 200_000_000;

  // RTNLGRP_LINK and RTNLGRP_IPV6_ROUTE.
  private static final int[] WATCHED = {1, 11};

  private final RawSocket socket;
  private final MessageWriter writer = new MessageWriter();
  private int sequence;

  private NetlinkSocket(RawSocket socket) {
    this.socket = socket;
  }

  /** Opens a socket in the calling thread's network namespace. */
  public static NetlinkSocket open() {
    return new NetlinkSocket(RawSocket.open());
  }

  public List<Link> links() {
    return list(Link.class, MessageType.NEW_LINK, LinkCodec::encodeDump);
  }

  public List<Address> addresses() {
    return list(Address.class, MessageType.NEW_ADDRESS, AddressCodec::encodeDump);
  }

  public List<Neighbour> neighbours() {
    return list(Neighbour.class, MessageType.NEW_NEIGHBOUR, NeighbourCodec::encodeDump);
  }

  /** The rules of a family, in the order in which the kernel asks them. */
  public List<Rule> rules(IpFamily family) {
    return list(Rule.class, MessageType.NEW_RULE, w -> RuleCodec.encodeDump(family, w));
  }

  /** Routes that somebody set; none of a table that does not exist. */
  public List<Route> routes(RouteFilter filter) {
    List<Route> routes = new ArrayList<>();
    forEachRoute(filter, routes::add, routes::clear);
    return routes;
  }

  /**
   * Shows routes one by one, for tables too large for a list.
   *
   * <p>Every route that stood unchanged all the while is shown. Of one that changed meanwhile the
   * events tell: subscribe first.
   *
   * @param restart called when routes may have been missed: forget what was shown, it begins anew
   * @throws NativeException EINTR if the table changes so fast that no attempt was whole
   */
  public synchronized void forEachRoute(
      RouteFilter filter, Consumer<Route> visitor, Runnable restart) {
    Consumer<KernelObject> routes =
        object -> {
          if (object instanceof Route route && !route.cached() && matches(filter, route)) {
            visitor.accept(route);
          }
        };
    boolean watched = filter.family() == IpFamily.V6;
    try {
      if (watched) {
        socket.join(WATCHED);
      }
      dump(
          MessageType.NEW_ROUTE,
          w -> RouteEncoder.encodeDump(filter, w),
          routes,
          restart,
          watched ? object -> spoils(filter, object) : null);
    } catch (NativeException failed) {
      // So the kernel names a table that was never used.
      if (filter.table() == 0 || !failed.is(Errno.ENOENT)) {
        throw failed;
      }
    } finally {
      if (watched) {
        socket.leave(WATCHED);
        socket.drain();
      }
    }
  }

  // Any route of the table, whatever its protocol: all count where the kernel counts. A link that
  // goes down may take routes with it without a word about each.
  private static boolean spoils(RouteFilter filter, KernelObject changed) {
    return changed instanceof Link
        || (changed instanceof Route route
            && (filter.table() == 0 || route.table() == filter.table()));
  }

  // The kernel filters too; an older one that ignores the request would show everything.
  private static boolean matches(RouteFilter filter, Route route) {
    return (filter.table() == 0 || route.table() == filter.table())
        && (filter.protocol() == 0 || route.protocol() == filter.protocol());
  }

  /**
   * Adds an object.
   *
   * @throws NativeException EEXIST if there is one already
   */
  public void add(KernelObject.Changeable object) {
    change(object, NetlinkBatch.Verb.ADD);
  }

  /** Adds an object, or puts it in the place of the one with the same key. Not for rules. */
  public void replace(KernelObject.Changeable object) {
    change(object, NetlinkBatch.Verb.REPLACE);
  }

  /** Deletes an object; false if there was none. */
  public boolean delete(KernelObject.Changeable object) {
    try {
      change(object, NetlinkBatch.Verb.DELETE);
      return true;
    } catch (NativeException failed) {
      if (NetlinkBatch.absent(failed)) {
        return false;
      }
      throw failed;
    }
  }

  private synchronized void change(KernelObject.Changeable object, NetlinkBatch.Verb verb) {
    NetlinkBatch batch = new NetlinkBatch(this);
    batch.put(verb, object);
    for (NetlinkBatch.Failure failure : batch.finish()) {
      throw failure.cause();
    }
  }

  /** Many changes with few system calls. Nobody else may use this socket until it is finished. */
  public NetlinkBatch batch() {
    return new NetlinkBatch(this);
  }

  RawSocket raw() {
    return socket;
  }

  int nextSequence() {
    return ++sequence;
  }

  private synchronized <T extends KernelObject> List<T> list(
      Class<T> kind, int newType, Consumer<MessageWriter> request) {
    List<T> objects = new ArrayList<>();
    dump(newType, request, object -> objects.add(kind.cast(object)), objects::clear, null);
    return objects;
  }

  private void dump(
      int newType,
      Consumer<MessageWriter> request,
      Consumer<KernelObject> visitor,
      Runnable restart,
      @Nullable Predicate<KernelObject> watch) {
    int type = newType + MessageType.GET;
    long pause = SHORTEST_PAUSE;
    for (int i = 0; i < TRIES; i++) {
      int number = nextSequence();
      writer.clear();
      writer.begin(type, MessageType.REQUEST | MessageType.DUMP, number);
      request.accept(writer);
      writer.end();
      socket.send(writer.bytes());
      Dump dump = new Dump(number, newType, visitor, watch);
      dump.read(socket);
      dump.check();
      if (!dump.spoiled()) {
        return;
      }
      restart.run();
      LockSupport.parkNanos(pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE);
    }
    throw new NativeException(
        MessageType.name(type),
        Errno.EINTR.number(),
        "it changed under each of %d dumps: try later".formatted(TRIES));
  }

  @Override
  public void close() {
    socket.close();
  }
}
