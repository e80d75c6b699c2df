package dev.waymark.daemon.observe;

import dev.waymark.libbpf.netlink.NetlinkEvent;
import dev.waymark.libbpf.netlink.NetlinkEvents;
import dev.waymark.libbpf.netlink.NetlinkGroup;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Word of every change to interfaces, addresses, routes, rules and forwarding settings, as {@link
 * NodeNews} sorts it. For what the kernel has no event for, a detached program or a removed pin, a
 * cheap look once a second takes its place.
 */
public final class NodeEvents implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(NodeEvents.class);

  private final NetlinkEvents events;
  private final NodeNews news;
  private final Runnable listener;
  private volatile BooleanSupplier amiss = () -> false;
  private volatile boolean closed;

  private NodeEvents(NetlinkEvents events, NodeNews news, Runnable listener) {
    this.events = events;
    this.news = news;
    this.listener = listener;
  }

  /**
   * Subscribes in the calling thread's network namespace.
   *
   * @param listener called when there is news, on a thread of the subscription's own
   */
  public static NodeEvents subscribe(NodeNews news, Runnable listener) {
    NetlinkEvents events =
        NetlinkEvents.subscribe(
            NetlinkGroup.LINKS,
            NetlinkGroup.ADDRESSES,
            NetlinkGroup.ROUTES,
            NetlinkGroup.RULES,
            NetlinkGroup.SETTINGS);
    NodeEvents subscription = new NodeEvents(events, news, listener);
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
      LookSchedule looks = new LookSchedule(System.nanoTime());
      while (!closed) {
        NetlinkEvent event = events.next(looks.left(System.nanoTime()));
        boolean wake = event != null && news.hear(event);
        if (looks.due(System.nanoTime())) {
          wake |= amiss.getAsBoolean();
        }
        if (wake) {
          listener.run();
        }
      }
    } catch (RuntimeException | Error unexpected) {
      // What is looked at once a second may be closed a moment before this.
      if (!closed) {
        LOG.error("following the kernel's events ended; restart the daemon", unexpected);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    events.close();
  }
}
