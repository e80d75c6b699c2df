package dev.waymark.daemon.observe;

import dev.waymark.libbpf.netlink.NetlinkEvent;
import dev.waymark.libbpf.netlink.NetlinkEvents;
import dev.waymark.libbpf.netlink.NetlinkGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Word of every change to interfaces, addresses, routes and rules, as {@link NodeNews} sorts it.
 */
public final class NodeEvents implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(NodeEvents.class);

  private final NetlinkEvents events;
  private final NodeNews news;
  private final Runnable listener;

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
            NetlinkGroup.LINKS, NetlinkGroup.ADDRESSES, NetlinkGroup.ROUTES, NetlinkGroup.RULES);
    NodeEvents subscription = new NodeEvents(events, news, listener);
    Thread.ofPlatform().name("netlink").daemon().start(subscription::follow);
    return subscription;
  }

  private void follow() {
    try {
      for (NetlinkEvent event = events.next(); event != null; event = events.next()) {
        if (news.hear(event)) {
          listener.run();
        }
      }
    } catch (RuntimeException | Error unexpected) {
      LOG.error("following the kernel's events ended; restart the daemon", unexpected);
    }
  }

  @Override
  public void close() {
    events.close();
  }
}
