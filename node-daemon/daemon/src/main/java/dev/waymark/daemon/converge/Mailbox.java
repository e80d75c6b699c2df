package dev.waymark.daemon.converge;

import dev.waymark.daemon.source.SourceReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What wakes the loop. Any thread posts; the loop alone takes. Events that come in a burst are
 * taken together: the node is looked at once.
 */
public final class Mailbox {

  /** How long a burst of kernel events is waited for: an interface that comes up sends several. */
  static final Duration BURST = Duration.ofMillis(5);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition posted = lock.newCondition();
  private final List<SourceReading> readings = new ArrayList<>();
  private boolean nodeChanged;
  private boolean again;
  private boolean stopped;

  /**
   * Why the loop woke.
   *
   * @param readings what the source said since, in order; a find makes what was said before void
   * @param nodeChanged interfaces, addresses or kernel routes are not as they were
   * @param again what was taken back may be tried again
   * @param stopped the loop is to end
   */
  public record Wake(
      List<SourceReading> readings, boolean nodeChanged, boolean again, boolean stopped) {
    public Wake {
      readings = List.copyOf(readings);
    }
  }

  /** The source was looked at. */
  public void post(SourceReading newest) {
    lock.lock();
    try {
      if (newest instanceof SourceReading.Found || newest instanceof SourceReading.Cleared) {
        readings.clear();
      }
      readings.add(newest);
      posted.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Something about the node changed. */
  public void postNodeChanged() {
    lock.lock();
    try {
      nodeChanged = true;
      posted.signal();
    } finally {
      lock.unlock();
    }
  }

  /** What was taken back may be tried again. */
  public void postAgain() {
    lock.lock();
    try {
      again = true;
      posted.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Ends the loop after what it is doing. */
  public void stop() {
    lock.lock();
    try {
      stopped = true;
      posted.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for the next reason to look, or for {@code most} at the longest, and for an ordinary
   * burst of the kernel's events.
   *
   * @param most absent: as long as it takes
   */
  public Wake take(@Nullable Duration most) throws InterruptedException {
    return take(most, BURST);
  }

  /**
   * Waits for the next reason to look, or for {@code most} at the longest.
   *
   * @param most absent: as long as it takes
   * @param patience how long more of the kernel's events are waited for after the first
   */
  public Wake take(@Nullable Duration most, Duration patience) throws InterruptedException {
    lock.lock();
    try {
      long left = most == null ? Long.MAX_VALUE : Math.max(0, most.toNanos());
      while (readings.isEmpty() && !nodeChanged && !again && !stopped && left > 0) {
        left = posted.awaitNanos(left);
      }
      if (nodeChanged && !stopped) {
        long burst = patience.toNanos();
        while (burst > 0 && !stopped) {
          burst = posted.awaitNanos(burst);
        }
      }
      Wake wake = new Wake(readings, nodeChanged, again, stopped);
      readings.clear();
      nodeChanged = false;
      again = false;
      return wake;
    } finally {
      lock.unlock();
    }
  }
}
