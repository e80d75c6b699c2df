package dev.waymark.daemon.observe;

import dev.waymark.daemon.kernel.Ownership;
import dev.waymark.libbpf.netlink.KernelObject;
import dev.waymark.libbpf.netlink.NetlinkEvent;
import dev.waymark.libbpf.netlink.NetlinkEvents;
import dev.waymark.libbpf.netlink.NetlinkGroup;
import dev.waymark.libbpf.netlink.Route;
import dev.waymark.libbpf.netlink.Rule;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Word of every change to interfaces, addresses, routes, rules and forwarding settings. What we add
 * ourselves is no news; what of ours somebody removes is. For what the kernel has no event for, a
 * detached program or a removed pin, a cheap look once a second takes its place.
 */
public final class NodeEvents implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(NodeEvents.class);

  private static final Duration LOOK = Duration.ofSeconds(1);

  private final NetlinkEvents events;
  private final Ownership ownership;
  private final Runnable listener;
  private volatile BooleanSupplier amiss = () -> false;
  private volatile boolean closed;

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
            NetlinkGroup.LINKS,
            NetlinkGroup.ADDRESSES,
            NetlinkGroup.ROUTES,
            NetlinkGroup.RULES,
            NetlinkGroup.SETTINGS);
    NodeEvents subscription = new NodeEvents(events, ownership, listener);
    Thread.ofPlatform().name("netlink").daemon().start(subscription::follow);
    return subscription;
  }

  /**
   * What to look at once a second.
   *
   * @param amiss true is news; called on the subscription's thread, in its network namespace
   */
  public void lookEverySecond(BooleanSupplier amiss) {
    this.amiss = amiss;
  }

  private void follow() {
    try {
      long lookAt = System.nanoTime() + LOOK.toNanos();
      while (!closed) {
        NetlinkEvent event = events.next(Duration.ofNanos(Math.max(0, lookAt - System.nanoTime())));
        boolean news = event != null && isNews(event);
        if (System.nanoTime() - lookAt >= 0) {
          lookAt = System.nanoTime() + LOOK.toNanos();
          news |= amiss.getAsBoolean();
        }
        if (news) {
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
    closed = true;
    events.close();
  }
}
