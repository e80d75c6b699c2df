package dev.waymark.dataplane.memory;

import org.jspecify.annotations.Nullable;

/**
 * Grace periods on a thread of their own, so that nobody waits who does not have to: everything
 * that asked while one was running shares the next.
 */
public final class GraceClock implements BlockLedger.Grace, AutoCloseable {
  private final Runnable gracePeriod;
  private final Thread thread;
  private long requested;
  private volatile long passed;
  private boolean closed;
  private @Nullable RuntimeException failure;

  /**
   * Starts the thread.
   *
   * @param gracePeriod returns after one whole grace period
   */
  public GraceClock(Runnable gracePeriod) {
    this.gracePeriod = gracePeriod;
    this.thread = Thread.ofPlatform().daemon().name("waymark-grace").start(this::run);
  }

  @Override
  public synchronized long request() {
    requested++;
    notifyAll();
    return requested;
  }

  @Override
  public boolean passed(long ticket) {
    return passed >= ticket;
  }

  @Override
  public synchronized void await(long ticket) {
    boolean interrupted = false;
    while (passed < ticket && !closed) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (passed < ticket) {
      throw new IllegalStateException("no grace period came: closed, or it failed", failure);
    }
  }

  private void run() {
    for (long next = next(); next > 0; next = next()) {
      @Nullable RuntimeException failed = awaitOne();
      synchronized (this) {
        if (failed == null) {
          passed = next;
        } else {
          failure = failed;
          closed = true;
        }
        notifyAll();
      }
    }
  }

  /** What went wrong is told to whoever waits: memory is not reused without a grace period. */
  private @Nullable RuntimeException awaitOne() {
    try {
      gracePeriod.run();
      return null;
    } catch (RuntimeException failed) {
      return failed;
    }
  }

  /** The newest request, once there is one that has not been served; 0 when closed. */
  private synchronized long next() {
    while (requested == passed && !closed) {
      try {
        wait();
      } catch (InterruptedException e) {
        closed = true;
      }
    }
    return closed ? 0 : requested;
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    thread.interrupt();
  }
}
