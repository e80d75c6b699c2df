package dev.waymark.controller.publish;

import java.time.Duration;

/**
 * How many writes may be made: so many a second, and after a pause so many at once. Pure; the time
 * is handed in as nanoseconds of one clock. For one thread.
 */
public final class WriteBudget {
  private final double perSecond;
  private final double burst;
  private double tokens;
  private long last;

  /** Begins full. */
  public WriteBudget(double perSecond, int burst, long now) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.tokens = burst;
    this.last = now;
  }

  /** Takes one write, if there is one. */
  public boolean take(long now) {
    tokens = Math.min(burst, tokens + (now - last) / 1e9 * perSecond);
    last = now;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }

  /** When the next write may be made, after one was refused. */
  public Duration pause() {
    return Duration.ofNanos((long) Math.ceil(Math.max(0, 1 - tokens) / perSecond * 1e9));
  }
}
