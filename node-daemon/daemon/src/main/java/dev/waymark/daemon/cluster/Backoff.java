package dev.waymark.daemon.cluster;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before trying again: twice as long each time, up to a limit, and never in step
 * with other nodes. Used by one thread.
 */
final class Backoff {

  private final Duration least;
  private final Duration most;
  private final RandomGenerator random;
  private Duration next;

  Backoff(Duration least, Duration most, RandomGenerator random) {
    this.least = least;
    this.most = most;
    this.random = random;
    this.next = least;
  }

  /** The next pause: from half to all of what it has grown to. */
  Duration next() {
    Duration whole = next;
    next = whole.multipliedBy(2).compareTo(most) > 0 ? most : whole.multipliedBy(2);
    long half = whole.toNanos() / 2;
    return Duration.ofNanos(half + random.nextLong(half + 1));
  }

  /** All went well: the next pause is short again. */
  void reset() {
    next = least;
  }
}
