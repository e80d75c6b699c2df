package dev.waymark.daemon.observe;

import dev.waymark.daemon.kernel.Ownership;
import dev.waymark.libbpf.netlink.KernelObject;
import dev.waymark.libbpf.netlink.NetlinkEvent;
import dev.waymark.libbpf.netlink.NetlinkEvents;
import dev.waymark.libbpf.netlink.NetlinkGroup;
import dev.waymark.libbpf.netlink.Route;
import dev.waymark.libbpf.netlink.Rule;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Word of every change to interfaces, addresses, routes and rules. What we add ourselves is no
 * news; what of ours somebody removes is.
 */
public final class NodeEvents implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(NodeEvents.class);

  private final NetlinkEvents events;
  private final Ownership ownership;
  private final Runnable listener;

  private NodeEvents(NetlinkEvents events, Ownership ownership, Runnable listener) {
    this.events = events;
    this.ownership = ownership;
    this.listener = listener;
  }

  /**
   * Subscribes in the calling thread's network namespace.
   *
   * @param listener called on a thread of the subscription's own
   */
  public static NodeEvents subscribe(Ownership ownership, Runnable listener) {
    NetlinkEvents events =
        NetlinkEvents.subscribe(
            NetlinkGroup.LINKS, NetlinkGroup.ADDRESSES, NetlinkGroup.ROUTES, NetlinkGroup.RULES);
    NodeEvents subscription = new NodeEvents(events, ownership, listener);
    Thread.ofPlatform().name("netlink").daemon().start(subscription::follow);
    return subscription;
  }

  private void follow() {
    try {
      for (NetlinkEvent event = events.next(); event != null; event = events.next()) {
        if (isNews(event)) {
          listener.run();
        }
      }
    } catch (RuntimeException | Error unexpected) {
      LOG.error("following the kernel's events ended; restart the daemon", unexpected);
    }
  }

  private boolean isNews(NetlinkEvent event) {
    return switch (event) {
      case NetlinkEvent.Changed(KernelObject object) -> !isOurs(object) && !isCached(object);
      case NetlinkEvent.Removed(KernelObject object) -> !isCached(object);
      case NetlinkEvent.Overrun() -> true;
    };
  }

  private boolean isOurs(KernelObject object) {
    return switch (object) {
      case Route route -> ownership.ownsRoute(route.protocol(), route.table());
      case Rule rule -> ownership.ownsRule(rule.protocol(), rule.priority());
      default -> false;
    };
  }

  private static boolean isCached(KernelObject object) {
    return object instanceof Route route && route.cached();
  }

  @Override
  public void close() {
    events.close();
  }
}
