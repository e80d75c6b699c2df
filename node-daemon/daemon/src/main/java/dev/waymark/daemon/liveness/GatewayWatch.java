package dev.waymark.daemon.liveness;

import dev.waymark.daemon.resolve.WatchedGateway;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks gateways, each on a thread of its own: one that hangs holds up no other. The threads work in
 * the network namespace of the thread that calls {@link #watch}.
 */
public final class GatewayWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(GatewayWatch.class);

  private final Predicate<WatchedGateway> question;
  private final SilentGateways remembered;
  private final Runnable listener;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<WatchedGateway, Sentry> sentries = new HashMap<>();

  /**
   * Watches nobody yet.
   *
   * @param state the directory that outlives a restart
   * @param listener called whenever a gateway falls silent or is back, on a thread of the watch's
   */
  public GatewayWatch(Path state, Runnable listener) {
    this(GatewayQuestion::isAnswered, state, listener);
  }

  GatewayWatch(Predicate<WatchedGateway> question, Path state, Runnable listener) {
    this.question = question;
    this.remembered = new SilentGateways(state);
    this.listener = listener;
  }

  /** From now on these and no others; who is watched already is asked on. */
  public void watch(Set<WatchedGateway> gateways) {
    lock.lock();
    try {
      sentries
          .entrySet()
          .removeIf(entry -> {
            boolean leaves = !gateways.contains(entry.getKey());
            if (leaves) {
              entry.getValue().left.countDown();
            }
            return leaves;
          });
      for (WatchedGateway gateway : gateways) {
        if (!sentries.containsKey(gateway)) {
          Sentry sentry = new Sentry(gateway, remembered.wasSilent(gateway));
          sentries.put(gateway, sentry);
          Thread.ofPlatform().name("liveness " + gateway.gateway()).daemon().start(sentry);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Who of them is silent now. */
  public Set<WatchedGateway> silent() {
    lock.lock();
    try {
      Set<WatchedGateway> silent = new HashSet<>();
      sentries.forEach((gateway, sentry) -> {
        if (sentry.health.silent()) {
          silent.add(gateway);
        }
      });
      return silent;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    watch(Set.of());
  }

  private void changed(Sentry sentry, GatewayHealth health) {
    lock.lock();
    try {
      sentry.health = health;
      remembered.save(silent());
    } finally {
      lock.unlock();
    }
    WatchedGateway gateway = sentry.gateway;
    LOG.info(
        "gateway={} interface={} {}",
        gateway.gateway(),
        gateway.interfaceName(),
        health.silent() ? "silent" : "answers again");
    listener.run();
  }

  /** Who asks one gateway. */
  private final class Sentry implements Runnable {
    private final WatchedGateway gateway;
    private final CountDownLatch left = new CountDownLatch(1);
    private volatile GatewayHealth health;

    Sentry(WatchedGateway gateway, boolean silent) {
      this.gateway = gateway;
      this.health = silent ? GatewayHealth.SILENT : GatewayHealth.ALIVE;
    }

    @Override
    public void run() {
      long interval = Duration.ofMillis(gateway.intervalMillis()).toNanos();
      try {
        long rest = 0;
        while (!left.await(rest, TimeUnit.NANOSECONDS)) {
          long begun = System.nanoTime();
          ask();
          rest = Math.max(0, interval - (System.nanoTime() - begun));
        }
      } catch (InterruptedException ending) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException | Error unexpected) {
        LOG.error("gateway={} is not asked any more; restart the daemon", gateway, unexpected);
      }
    }

    private void ask() {
      GatewayHealth before = health;
      GatewayHealth now = before.after(question.test(gateway), gateway.failures());
      if (now.silent() != before.silent()) {
        if (left.getCount() > 0) {
          changed(this, now);
        }
      } else {
        health = now;
      }
    }
  }
}
