package dev.waymark.daemon.cluster;

import dev.waymark.api.node.v1alpha1.NodeRouting;
import dev.waymark.api.node.v1alpha1.NodeRoutingStatus;
import dev.waymark.daemon.report.NodeStanding;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the NodeRouting's status as the node's newest standing says, on a thread of its own. Writes
 * only what differs from what is there, and tries until it is written: after the API server was
 * away it is the newest that is.
 */
final class StatusWriter implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StatusWriter.class);

  /**
   * A node follows its kernel's routes by the second: generation and capacity alone are no news.
   */
  private static final Duration NUMBERS_PAUSE = Duration.ofSeconds(10);

  private final ClusterApi api;
  private final RoutingStatus mapping;
  private final Backoff backoff;
  private final Clock clock;
  private final Semaphore news = new Semaphore(0);
  private final AtomicReference<@Nullable NodeStanding> newest = new AtomicReference<>();
  private final AtomicReference<Seen> seen = new AtomicReference<>(Seen.NOTHING);
  private final Thread thread;
  private volatile boolean closed;
  private Instant lastWritten = Instant.EPOCH;
  private @Nullable String complaint;

  /**
   * What of the NodeRouting was seen last.
   *
   * @param there whether there is one
   */
  private record Seen(boolean there, @Nullable NodeRoutingStatus status) {
    private static final Seen NOTHING = new Seen(false, null);
  }

  StatusWriter(ClusterApi api, RoutingStatus mapping, Backoff backoff, Clock clock) {
    this.api = api;
    this.mapping = mapping;
    this.backoff = backoff;
    this.clock = clock;
    this.thread = Thread.ofPlatform().name("status").daemon().unstarted(this::write);
  }

  void start() {
    if (thread.getState() == Thread.State.NEW) {
      thread.start();
    }
  }

  /** The node stands so now. Does not wait. */
  void tell(NodeStanding standing) {
    newest.set(standing);
    news.release();
  }

  /** The NodeRouting was seen so; it may be another than the one that was written. */
  void seen(Optional<NodeRouting> routing) {
    Seen now = routing.map(there -> new Seen(true, there.getStatus())).orElse(Seen.NOTHING);
    if (!now.equals(seen.getAndSet(now))) {
      news.release();
    }
  }

  private void write() {
    try {
      while (!closed) {
        Optional<Duration> again = bringUpToDate();
        if (again.isEmpty()) {
          news.acquire();
        } else {
          news.tryAcquire(again.get().toNanos(), TimeUnit.NANOSECONDS);
        }
        news.drainPermits();
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error unexpected) {
      LOG.error("writing the status ended; restart the daemon", unexpected);
    }
  }

  /** Writes what is to be written; when to try again, if something is left to be. */
  private Optional<Duration> bringUpToDate() {
    NodeStanding standing = newest.get();
    Seen there = seen.get();
    if (standing == null || !there.there()) {
      // It is told when there is one.
      return Optional.empty();
    }
    Instant now = clock.instant();
    NodeRoutingStatus status = mapping.of(standing, there.status(), now);
    if (status.equals(there.status())) {
      return Optional.empty();
    }
    Duration early = Duration.between(now, lastWritten.plus(NUMBERS_PAUSE));
    if (early.isPositive() && RoutingStatus.differInNumbersAlone(status, there.status())) {
      return Optional.of(early);
    }
    try {
      if (api.write(status)) {
        // Unless it was seen otherwise meanwhile, this is what is there.
        seen.compareAndSet(there, new Seen(true, status));
        lastWritten = now;
      }
      complain(null);
      backoff.reset();
      return Optional.empty();
    } catch (ApiFailure e) {
      complain(String.valueOf(e.getMessage()));
      return Optional.of(backoff.next());
    }
  }

  /** Once for each trouble, and once when it is over. */
  private void complain(@Nullable String trouble) {
    if (trouble != null && !trouble.equals(complaint) && !closed) {
      LOG.warn("the status cannot be written, tried again: {}", trouble);
    } else if (trouble == null && complaint != null) {
      LOG.info("the status is written again");
    }
    complaint = trouble;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
