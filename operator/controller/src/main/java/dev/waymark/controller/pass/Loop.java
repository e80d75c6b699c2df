package dev.waymark.controller.pass;

import dev.waymark.controller.observe.WatchesAreStale;
import dev.waymark.controller.publish.ApiRefusal;
import dev.waymark.controller.publish.EpochPassed;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs passes on one thread: soon after each {@link #ring}, and when the last one asked for it.
 * What comes in a burst leads to one pass. A pass that fails is tried again, later and later; an
 * error that no trying mends ends the process.
 */
public final class Loop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

  /** How long a burst of events may take to arrive. */
  private static final Duration SETTLE = Duration.ofMillis(5);

  private static final Duration FIRST_RETRY = Duration.ofMillis(250);
  private static final Duration LAST_RETRY = Duration.ofSeconds(30);
  private static final Duration STUCK = Duration.ofMinutes(5);

  /** One pass. */
  public interface Turn {
    /** Runs it; says when the next has to begin at the latest. */
    Duration run();
  }

  private final Semaphore rung = new Semaphore(0);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Turn turn;
  private final Runnable fatal;
  private final Thread thread;
  private volatile long begun;

  /**
   * Not started yet.
   *
   * @param fatal what to do when the thread dies of an error
   */
  public Loop(Turn turn, Runnable fatal) {
    this.turn = turn;
    this.fatal = fatal;
    this.thread = new Thread(this::run, "pass");
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler((dead, error) -> {
      LOG.error("the pass died of an error that no trying mends", error);
      fatal.run();
    });
  }

  /** Begins with a pass at once. */
  public void start() {
    ring();
    thread.start();
  }

  /** Asks for a pass, from any thread, at no cost when one is asked for already. */
  public void ring() {
    if (rung.availablePermits() == 0) {
      rung.release();
    }
  }

  /** Whether it would notice a ring: false when the thread is dead, or stuck in a pass. */
  public boolean alive() {
    long since = begun;
    return thread.isAlive() && (since == 0 || System.nanoTime() - since < STUCK.toNanos());
  }

  private void run() {
    Duration wait = Duration.ZERO;
    int failures = 0;
    try {
      while (ended.getCount() > 0) {
        rung.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
        if (ended.await(SETTLE.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        rung.drainPermits();
        begun = System.nanoTime();
        try {
          wait = turn.run();
          failures = 0;
        } catch (EpochPassed | WatchesAreStale e) {
          LOG.error("{}; this replica ends, to be started anew", e.getMessage());
          fatal.run();
          return;
        } catch (RuntimeException e) {
          Duration retry = retry(failures++);
          LOG.warn("the pass failed and is tried again in {} ms: {}", retry.toMillis(), said(e));
          LOG.debug("where it failed", e);
          if (ended.await(retry.toMillis(), TimeUnit.MILLISECONDS)) {
            return;
          }
          wait = Duration.ZERO;
        } finally {
          begun = 0;
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("the pass was interrupted, which ends it", e);
      Thread.currentThread().interrupt();
    }
  }

  /** Doubled with each failure in a row. */
  static Duration retry(int failures) {
    Duration longer = FIRST_RETRY.multipliedBy(1L << Math.min(failures, 16));
    return longer.compareTo(LAST_RETRY) < 0 ? longer : LAST_RETRY;
  }

  private static String said(RuntimeException failure) {
    if (failure instanceof KubernetesClientException refusal) {
      return ApiRefusal.sentence(refusal);
    }
    String message = failure.getMessage();
    return message == null ? failure.toString() : message;
  }

  /** Returns once no pass runs any more. */
  @Override
  public void close() {
    ended.countDown();
    ring();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
